package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.preflight.Finding;
import dev.plumbline.preflight.Finding.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightsTest {

    @Test
    void whateverStopsTheLookAtTheClusterIsAFinding() {
        assertThat(looked(new IllegalStateException("helm said nonsense"))).satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(finding.found()).contains("IllegalStateException", "helm said nonsense");
        });
        assertThat(looked(new ClusterException("no route")).verdict()).isEqualTo(Verdict.WRONG);
    }

    private static Finding looked(RuntimeException failure) {
        List<Finding> findings = Preflights.looked("c", () -> {
            throw failure;
        });
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
