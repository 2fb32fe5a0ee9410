package dev.plumbline.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProbableCauseTest {

    static Stream<Arguments> whatIsSeenIsSaidInOneLine() {
        String container =
                "Deployment/llm-judge/gateway-service: pod gateway-service-7c: container service (image r/g:v9)";
        return Stream.of(
                Arguments.of(
                        container + ": ImagePullBackOff: failed to pull: not found (2 pulls failed)",
                        "the image r/g:v9 cannot be pulled: it does not exist, or the nodes may not read its registry"),
                Arguments.of(container + ": InvalidImageName: bad", "r/g:v9 is no valid image name"),
                Arguments.of(
                        container + ": ErrImageNeverPull: absent",
                        "the image r/g:v9 is not on the node, and pulling it is forbidden (imagePullPolicy)"),
                Arguments.of(
                        container + ": restarted 3 times, last with exit code 137 (OOMKilled)",
                        "a container needs more memory than its limit"),
                Arguments.of(
                        container + ": CreateContainerConfigError: secret \"rds-credentials\" not found",
                        "the Secret rds-credentials does not exist; an ExternalSecret should have made it"),
                Arguments.of(
                        container + ": CreateContainerConfigError: secrets \"rds-credentials\" not found",
                        "the Secret rds-credentials does not exist; an ExternalSecret should have made it"),
                Arguments.of(
                        container + ": CreateContainerConfigError: configmap \"infra-config\" not found",
                        "the ConfigMap infra-config does not exist"),
                Arguments.of(
                        container + ": CreateContainerConfigError: configmaps \"infra-config\" not found",
                        "the ConfigMap infra-config does not exist"),
                Arguments.of(
                        container
                                + ": CreateContainerConfigError: couldn't find key password in Secret llm-judge/rds-credentials",
                        "the Secret llm-judge/rds-credentials lacks a key that a container needs"),
                Arguments.of(
                        "its pods are refused: exceeded quota: none, requested: pods=1",
                        "the namespace's quota none has no room for these pods"),
                Arguments.of(
                        "not ready after 20 s: cannot be scheduled: 0/1 nodes are available: 1 Insufficient cpu.",
                        "no node has room for the pods: Insufficient cpu"),
                Arguments.of(
                        "install failed: Internal error occurred: failed calling webhook \"mservice.elbv2.k8s.aws\": no endpoints",
                        "the webhook mservice.elbv2.k8s.aws does not answer: the pods behind it are not ready"),
                Arguments.of(
                        "upgrade failed: spec.selector: Invalid value: field is immutable",
                        "the chart changes a field that cannot be changed: the object has to be made anew"),
                Arguments.of(
                        "something that nobody has seen before\nsecond line", "something that nobody has seen before"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void whatIsSeenIsSaidInOneLine(String reason, String cause) {
        assertThat(ProbableCause.of(reason, Optional.empty())).isEqualTo(cause);
    }

    @Test
    void aContainerThatEndsIsQuotedWhereNothingElseTells() {
        assertThat(ProbableCause.of(
                        "pod front-1: container service (image r/g): restarted 3 times, last with exit code 1",
                        Optional.of(new LastWords("container service of pod front-1", 1, "no such flag: --port"))))
                .isEqualTo("container service of pod front-1 ends with exit code 1; it says: no such flag: --port");
    }

    @Test
    void aLongCauseIsCut() {
        assertThat(ProbableCause.of("x".repeat(1000), Optional.empty()))
                .hasSize(300)
                .endsWith("...");
    }
}
