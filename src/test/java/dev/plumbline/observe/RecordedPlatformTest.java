package dev.plumbline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.DirectRun;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedPlatformTest {
    private final Observed recorded = RecordedPlatform.read();

    @Test
    void isAHealthyPlatformOnALocalCluster() {
        assertThat(recorded.source()).isEqualTo(Source.LOCAL);
        assertThat(DirectRun.of(recorded))
                .filteredOn(result -> result.isRed() || result.isRemark())
                .as("to record again: mvn verify -Plocal -Dit.test=RecordedPlatformIT -Dplumbline.recording.write=true")
                .extracting(CheckResult::id, CheckResult::outcome)
                .isEmpty();
    }

    @Test
    void showsWhatOnlyAClusterCanShow() {
        assertThat(DirectRun.of(recorded))
                .filteredOn(result -> result.outcome() instanceof Outcome.Passed)
                .extracting(CheckResult::id)
                .contains(
                        "POD-001",
                        "HPA-005",
                        "ES-004",
                        "ES-005",
                        "STORE-003",
                        "IRSA-005",
                        "CFG-007",
                        "CFG-008",
                        "ORD-001");
    }

    @Test
    void holdsNeitherSecretsNorTokensNorNodes() throws IOException {
        assertThat(RecordedPlatform.text())
                .doesNotContain("eyJ", "BEGIN ", "last-applied-configuration", "hostIP", "nodeName", "caBundle");
        assertThat(recorded.secret("rds-credentials").keys()).containsOnlyKeys("username", "password");
    }

    @Test
    void isReadAgainAsItWasWritten() {
        Observed again = RecordedPlatform.replayed(recorded);

        assertThat(again.objects().stream().map(ObjectId::of))
                .containsExactlyElementsOf(
                        recorded.objects().stream().map(ObjectId::of).toList());
        assertThat(again.evidence().tokens().asked())
                .isEqualTo(recorded.evidence().tokens().asked());
        assertThat(outcomes(again)).isEqualTo(outcomes(recorded));
    }

    private static Map<String, Outcome> outcomes(Observed platform) {
        Map<String, Outcome> outcomes = new java.util.TreeMap<>();
        DirectRun.of(platform).forEach(result -> outcomes.put(result.id() + " " + result.subject(), result.outcome()));
        return outcomes;
    }
}
