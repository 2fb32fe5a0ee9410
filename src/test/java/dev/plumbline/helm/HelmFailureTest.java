package dev.plumbline.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.helm.worker.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of Helm's errors mostly pass by themselves: as Helm words them. */
class HelmFailureTest {
    private static final Request INSTALL =
            new Request(Request.Operation.INSTALL, "front", "apps", "charts/front", "", "", "");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 error occurred: * Internal error occurred: failed calling webhook \"mservice.elbv2.k8s.aws\": failed to call"
                        + " webhook: Post \"https://x.svc:443/mutate\": no endpoints available for service \"x\"",
                "Kubernetes cluster unreachable: Get \"https://127.0.0.1:6443/version\": dial tcp 127.0.0.1:6443: connect:"
                        + " connection refused",
                "create: failed to create: Post \"https://10.0.0.1/api/v1/namespaces/apps/secrets\": EOF",
                "the server is currently unable to handle the request (get deployments.apps front)",
                "the server has received too many requests and has asked us to try again later (post services)",
                "etcdserver: request timed out",
                "Get \"https://10.0.0.1/apis\": net/http: TLS handshake timeout",
                "an error on the server (\"\") has prevented the request from succeeding"
            })
    void whatPassesByItself(String said) {
        assertThat(HelmFailure.refused(INSTALL, said).passes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admission webhook \"policy.example.com\" denied the request: no limits",
                "Deployment.apps \"front\" is invalid: spec.selector: Invalid value: field is immutable",
                "secrets is forbidden: User \"reader\" cannot create resource \"secrets\"",
                "execution error at (front/templates/config.yaml:5:1): text must be given",
                "cannot re-use a name that is still in use",
                "failed to create typed patch object (apps/front; apps/v1, Kind=Deployment): .spec.x: field not declared in schema",
                "ServiceAccount \"front\" exists and cannot be imported into the current release: invalid ownership metadata"
            })
    void whatNoWaitingChanges(String said) {
        assertThat(HelmFailure.refused(INSTALL, said).passes()).isFalse();
    }

    @Test
    void aListOfErrorsIsOneLine() {
        assertThat(HelmFailure.refused(INSTALL, "2 errors occurred:\n\t* first is bad\n\t* second is worse\n\n"))
                .hasMessage("install of release apps/front (chart charts/front) failed: first is bad; second is worse");
    }

    @Test
    void aServerThatIsDownIsNamedSoByTheRealLibrary() throws Exception {
        ResolvedChart chart = new TestCharts(folder.resolve("charts")).configMap("front", "ok");
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), Kubeconfigs.of("http://127.0.0.1:1"));

        try (HelmWorkers helm = new HelmWorkers(1, folder.resolve("work"), Path.of("target", "helm-library"))) {
            HelmException down = catchThrowableOfType(
                    HelmException.class,
                    () -> helm.install(
                            new ReleaseSpec(new ReleaseId("apps", "front"), chart, Map.of()),
                            kubeconfig,
                            Duration.ofSeconds(60)));

            assertThat(down.passes()).as(down.getMessage()).isTrue();
        }
    }
}
