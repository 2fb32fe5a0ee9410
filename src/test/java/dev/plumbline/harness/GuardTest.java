package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.observe.SmallPlatform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    private static final String ACCOUNT = SmallPlatform.environment().aws().accountId();
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
    void nothingOfALivePlatformExpires() {
        Optional<Instant> inAnHour = Optional.of(Instant.now().plusSeconds(3600));

        assertThatThrownBy(() -> Guard.refuseExpiry(live(EKS, "uid-1", false), inAnHour))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("environment tiny is live")
                .hasMessageContaining("nothing was touched");
        assertThatCode(() -> Guard.refuseExpiry(live(EKS, "uid-1", false), Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void aLivePlatformIsNeverSwept() {
        assertThatThrownBy(() -> Guard.refuseSweep(live(EKS, "uid-1", false)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("environment tiny is live, and what is live is never swept")
                .hasMessageContaining("./plumbline destroy -e tiny");
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

    @Test
    void anotherAwsAccountIsRefusedBeforeTheFirstWrite() {
        assertThatThrownBy(() -> beforeWrites(live(EKS, null, false), known("uid-1", "999999999999"), null))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("nothing was touched")
                .hasMessageContaining("aws_account_id  expected " + ACCOUNT)
                .hasMessageContaining("found    999999999999");
    }

    @Test
    void prodIsTypedOutWhoeverDeploys() {
        assertThatThrownBy(() -> Guard.requireTypedOut("prod", "", "-Dplumbline.confirm="))
                .isInstanceOf(ClusterException.class)
                .hasMessage("deploying to prod needs -Dplumbline.confirm=prod; nothing was touched");
        assertThatCode(() -> Guard.requireTypedOut("prod", "prod", "-Dplumbline.confirm="))
                .doesNotThrowAnyException();
        assertThatCode(() -> Guard.requireTypedOut("dev", "", "-Dplumbline.confirm="))
                .doesNotThrowAnyException();
    }

    @Test
    void theFirstWriteIsToWhateverTheEnvironmentNames() {
        assertThatCode(() -> beforeWrites(live(EKS, null, false), known("uid-1", ACCOUNT), null))
                .doesNotThrowAnyException();
    }

    @Test
    void whatWasWrittenToBeforeIsKnownAgain() {
        KnownCluster cluster = known("uid-1", ACCOUNT);

        assertThatCode(() -> beforeWrites(live(EKS, null, false), cluster, cluster))
                .doesNotThrowAnyException();
    }

    @Test
    void aClusterThatIsNotTheOneOfBeforeIsRefusedWithBothValuesOfAllThatDiffers() {
        KnownCluster before = new KnownCluster("tiny-cluster", "https://old/", "sha256:old", "uid-1", ACCOUNT);

        assertThatThrownBy(() -> beforeWrites(live(EKS, null, false), known("uid-2", ACCOUNT), before))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(
                        "not the cluster that environment tiny was written to before; nothing was touched")
                .hasMessageContaining("cluster_endpoint  remembered https://old/")
                .hasMessageContaining("cluster_ca_certificate  remembered sha256:old")
                .hasMessageContaining("cluster_uid  remembered uid-1\n               found      uid-2")
                .hasMessageContaining("rm /state/tiny/cluster.json");
    }

    @Test
    void anotherCertificateAuthorityThanTheEnvironmentsIsRefused() {
        // what the environment of these tests names
        String named = KnownCluster.digest("ca");
        KnownCluster other = new KnownCluster("tiny-cluster", EKS, "sha256:other", "uid-1", ACCOUNT);
        KnownCluster none = new KnownCluster("tiny-cluster", EKS, "", "uid-1", ACCOUNT);

        assertThatThrownBy(() -> beforeWrites(live(EKS, null, false), other, null))
                .hasMessageContaining("cluster_ca_certificate  expected " + named)
                .hasMessageContaining("found    sha256:other");
        assertThatThrownBy(() -> beforeWrites(live(EKS, null, false), none, null))
                .hasMessageContaining("none: the connection trusts any server");
    }

    @Test
    void howACertificatesLinesAreBrokenDoesNotCount() {
        assertThat(KnownCluster.digest("-----BEGIN-----\r\nMIIB\r\n"))
                .isEqualTo(KnownCluster.digest("-----BEGIN-----\nMIIB"));
    }

    private static void beforeWrites(Environment environment, KnownCluster now, KnownCluster before) {
        Guard.beforeWrites(environment, now, Optional.ofNullable(before), Path.of("/state/tiny/cluster.json"));
    }

    private static KnownCluster known(String uid, String account) {
        return new KnownCluster("tiny-cluster", EKS, KnownCluster.digest("ca"), uid, account);
    }

    private static Environment live(String endpoint, String uid, boolean synthetic) {
        return LiveEnvironments.of(TargetKind.EKS, endpoint, uid, synthetic);
    }

    private static ClusterIdentity answered(String server, String uid) {
        return new ClusterIdentity(server, "v1.28.5", uid, "tester");
    }
}
