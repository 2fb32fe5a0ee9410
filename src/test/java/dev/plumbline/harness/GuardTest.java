package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    private static final String EKS = "https://ABC.gr7.eu-central-1.eks.amazonaws.com";

    @Test
    void theClusterThatTheEnvironmentNamesIsAccepted() {
        assertThatCode(() -> Guard.check(live(EKS, "uid-1", false), answered(EKS, "uid-1")))
                .doesNotThrowAnyException();
    }

    @Test
    void madeUpValuesNeverReachALiveCluster() {
        assertThatThrownBy(() -> Guard.check(live(EKS, "uid-1", true), answered(EKS, "uid-1")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("environment tiny holds synthetic values")
                .hasMessageContaining("was not touched")
                .hasMessageContaining("--terraform-outputs FOLDER");
    }

    @Test
    void aNamesakeWithAnotherUidIsRefusedWithThePlaceWhereTheUidIsWritten() {
        assertThatThrownBy(() -> Guard.check(live(EKS, "uid-1", false), answered(EKS, "uid-2")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("this is not the cluster of environment tiny; nothing was touched")
                .hasMessageContaining("cluster_uid  expected uid-1 (environments/tiny.yaml:9)")
                .hasMessageContaining("found    uid-2");
    }

    @Test
    void anotherAddressIsRefused() {
        assertThatThrownBy(() -> Guard.check(live(EKS, null, false), answered("https://127.0.0.1:6443/", "uid-1")))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("cluster_endpoint  expected " + EKS)
                .hasMessageContaining("found    https://127.0.0.1:6443/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://abc.example.com, https://ABC.example.com/",
        "https://abc.example.com:443, https://abc.example.com",
        "https://abc.example.com:6443/, https://abc.example.com:6443"
    })
    void theFormOfAnAddressDoesNotCount(String named, String found) {
        assertThatCode(() -> Guard.check(live(named, null, false), answered(found, "uid-1")))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherPortIsAnotherServer() {
        assertThatThrownBy(() -> Guard.check(
                        live("https://abc.example.com", null, false), answered("https://abc.example.com:6443", "u")))
                .isInstanceOf(ClusterException.class);
    }

    @Test
    void aClusterOfOurOwnTakesMadeUpValues() {
        Environment environment = LiveEnvironments.of(TargetKind.LOCAL, null, null, true);

        assertThatCode(() -> Guard.check(environment, answered("https://127.0.0.1:6443/", "any")))
                .doesNotThrowAnyException();
    }

    @Test
    void aRehearsalIsGuardedAsALiveEnvironmentIs() {
        assertThatThrownBy(() -> Guard.check(
                        LiveEnvironments.of(TargetKind.REHEARSAL, "https://abc.example.com", null, true),
                        answered("https://abc.example.com", "u")))
                .hasMessageContaining("synthetic values");
        assertThatThrownBy(() -> Guard.check(
                        LiveEnvironments.of(TargetKind.REHEARSAL, "https://abc.example.com", null, false),
                        answered("https://other.example.com", "u")))
                .hasMessageContaining("this is not the cluster");
    }

    private static Environment live(String endpoint, String uid, boolean synthetic) {
        return LiveEnvironments.of(TargetKind.EKS, endpoint, uid, synthetic);
    }

    private static ClusterIdentity answered(String server, String uid) {
        return new ClusterIdentity(server, "v1.28.5", uid, "tester");
    }
}
