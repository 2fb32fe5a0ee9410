package dev.plumbline.assertions;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.observe.Origin;
import dev.plumbline.observe.SeenPod;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pod as the webhook of EKS leaves it is the role of its account; with one thing changed, it is somebody else or nobody. */
class PodIdentityTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/r";
    private static final String RIGHT = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: n}
            spec:
              volumes:
              - name: kube-api-access
                projected: {sources: [{serviceAccountToken: {path: token, expirationSeconds: 3607}}]}
              - name: aws-iam-token
                projected:
                  sources:
                  - serviceAccountToken: {audience: sts.amazonaws.com, expirationSeconds: 86400, path: token}
              initContainers:
              - name: i
                env: &env
                - {name: AWS_DEFAULT_REGION, value: eu-central-1}
                - {name: AWS_REGION, value: eu-central-1}
                - {name: AWS_ROLE_ARN, value: 'arn:aws:iam::111122223333:role/r'}
                - {name: AWS_WEB_IDENTITY_TOKEN_FILE, value: /var/run/secrets/eks.amazonaws.com/serviceaccount/token}
                volumeMounts: &mounts
                - {name: aws-iam-token, mountPath: /var/run/secrets/eks.amazonaws.com/serviceaccount, readOnly: true}
                - {name: kube-api-access, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}
              containers:
              - {name: c, env: *env, volumeMounts: *mounts}
            """;

    @Test
    void aPodAsTheWebhookLeavesItIsTheRole() {
        assertThat(pod(RIGHT)).canAssume(ROLE, "eu-central-1");
    }

    static Stream<Arguments> broken() {
        String own = "{name: c, env: *env, volumeMounts: *mounts}";
        return Stream.of(
                changed("another role", "env.AWS_ROLE_ARN", "role/r'", "role/node'"),
                changed(
                        "another region",
                        "env.AWS_REGION",
                        "AWS_REGION, value: eu-central-1",
                        "AWS_REGION, value: us-east-1"),
                changed("no region", "env.AWS_REGION", "name: AWS_REGION", "name: OTHER"),
                changed("another audience", "spec.volumes", "audience: sts.amazonaws.com", "audience: vault"),
                changed(
                        "another file",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        "serviceaccount/token}",
                        "serviceaccount/other}"),
                changed(
                        "the token of the cluster itself",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        "value: /var/run/secrets/eks.amazonaws.com",
                        "value: /var/run/secrets/kubernetes.io"),
                changed(
                        "a container without the mount",
                        "spec.containers[c].env.AWS_WEB_IDENTITY",
                        own,
                        "{name: c, env: *env}"),
                changed("a container without variables", "spec.containers[c].env.AWS_ROLE_ARN", own, "{name: c}"),
                changed(
                        "keys that go before the token",
                        "env.AWS_ACCESS_KEY_ID",
                        "- {name: AWS_DEFAULT_REGION, value: eu-central-1}",
                        "- {name: AWS_ACCESS_KEY_ID, valueFrom: {secretKeyRef: {name: s, key: k}}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aPodIsNotTheRoleWith(String what, String place, String piece, String other) {
        assertThatThrownBy(() -> assertThat(pod(RIGHT.replace(piece, other))).canAssume(ROLE, "eu-central-1"))
                .isInstanceOf(PlatformAssertionError.class)
                .hasMessageContaining("cannot be its role, or is another")
                .hasMessageContaining(place);
    }

    /** The webhook leaves alone what a container is told already; infra-config has its own checks. */
    @Test
    void theRegionMayComeWithTheConfiguration() {
        String told = RIGHT.replace("    - {name: AWS_REGION, value: eu-central-1}\n", "")
                .replace("name: i\n", "name: i\n    envFrom: [{configMapRef: {name: infra-config}}]\n")
                .replace("{name: c, ", "{name: c, envFrom: [{configMapRef: {name: infra-config}}], ");

        assertThat(pod(told)).canAssume(ROLE, "eu-central-1");
    }

    private static SeenPod pod(String yaml) {
        return new SeenPod(
                Serialization.unmarshal(yaml, Pod.class), new Origin(SmallPlatform.environment(), Source.EKS));
    }

    private static Arguments changed(String what, String place, String piece, String other) {
        if (!RIGHT.contains(piece)) {
            throw new IllegalArgumentException(piece + " is not there");
        }
        return arguments(what, place, piece, other);
    }
}
