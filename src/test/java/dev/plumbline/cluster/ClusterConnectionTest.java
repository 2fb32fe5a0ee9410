package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterConnectionTest {
    private final PretendedCluster server = new PretendedCluster();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void asksWhoAnsweredAndAsWhomWeAreKnown() {
        try (Cluster cluster = server.connect(folder)) {
            assertThat(ClusterConnection.identify(cluster))
                    .isEqualTo(new ClusterIdentity(server.url() + "/", "v1.34.4+k3s1", "uid-of-kube-system", "tester"));
        }
    }

    @Test
    void everyRequestBearsOurNameAndNoneWrites() {
        try (Cluster cluster = server.connect(folder)) {
            ClusterConnection.identify(cluster);
        }

        assertThat(server.requests()).isNotEmpty().allSatisfy(request -> assertThat(request.userAgent())
                .isEqualTo("plumbline"));
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void aClusterThatDoesNotKnowUsIsToldFromOneThatIsGone() {
        server.refusing("GET", "/api/v1/namespaces/kube-system", 401, "Unauthorized");

        assertThatThrownBy(this::identify)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("cluster pretended does not answer at " + server.url())
                .hasMessageContaining("401 Unauthorized")
                .hasMessageContaining("wrong or expired");
    }

    @Test
    void aRefusalSaysWhatWasForbidden() {
        server.refusing("GET", "/api/v1/namespaces/kube-system", 403, "namespaces \"kube-system\" is forbidden");

        assertThatThrownBy(this::identify)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("403")
                .hasMessageContaining("namespaces \"kube-system\" is forbidden");
    }

    @Test
    void aClusterThatIsGoneIsNamedWithItsAddressAndWhatToDo() {
        server.close();

        assertThatThrownBy(this::identify)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("cluster pretended does not answer at " + server.url())
                .hasMessageContaining("connection refused: nothing listens there")
                .hasMessageContaining("kubectl --kubeconfig FILE get --raw /version");
    }

    @Test
    void aHostThatNobodyKnowsIsToldFromOneThatRefuses() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.writeString(
                elsewhere,
                Files.readString(server.kubeconfig(folder)).replace(server.url(), "https://cluster.invalid"));

        try (Cluster cluster = ClusterConnection.open("elsewhere", elsewhere)) {
            assertThatThrownBy(() -> ClusterConnection.identify(cluster))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("https://cluster.invalid")
                    .hasMessageContaining("no such host");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ClusterConnection.open("dev", folder.resolve("none")))
                .isInstanceOf(ClusterException.class)
                .hasMessage("cluster dev: cannot read kubeconfig " + folder.resolve("none"));
    }

    @Test
    void aFileThatIsNoKubeconfigIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "clusters: {not: a list");

        assertThatThrownBy(() -> ClusterConnection.open("dev", file))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("cluster dev: " + file + " is not a kubeconfig");
    }

    @ParameterizedTest
    @CsvSource({"v1.34.4, 1.34.4", "v1.28.5-eks-5e0fdde, 1.28.5", "v1.34.4+k3s1, 1.34.4", "1.30.0, 1.30.0"})
    void chartsAreToldTheVersionWithoutItsVendor(String version, String plain) {
        assertThat(new ClusterIdentity("", version, "", "").plainVersion()).isEqualTo(plain);
    }

    private void identify() {
        try (Cluster cluster = server.connect(folder)) {
            ClusterConnection.identify(cluster);
        }
    }
}
