package dev.plumbline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoredHookTest {
    private static final String EVENTS = "helm.sh/hook";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Job       | pre-install,pre-upgrade   | pre-install",
                "Job       | pre-rollback              | pre-rollback,pre-upgrade",
                "Pod       | test, post-upgrade        | test",
                "Job       | pre-upgrade,pre-rollback  | pre-upgrade,pre-rollback",
                "Job       | pre-delete                | pre-delete",
                "ConfigMap | pre-upgrade               | pre-upgrade",
                "ConfigMap | post-rollback             | post-rollback,post-upgrade",
            })
    void itsEventsMakeAnUpgradeDoWhatARollbackDoes(String kind, String events, String restored) {
        assertThat(RestoredHook.of(hook(kind, events)))
                .hasValueSatisfying(
                        hook -> assertThat(annotations(hook).get(EVENTS)).isEqualTo(restored));
    }

    @Test
    void aMigrationOfAnUpgradeDoesNotRunAgain() {
        assertThat(RestoredHook.of(hook("Job", "pre-upgrade"))).isEmpty();
    }

    @Test
    void allElseOfItStays() {
        Map<String, Object> hook = hook("Job", "pre-delete");

        assertThat(RestoredHook.of(hook)).isEqualTo(Optional.of(hook));
    }

    private static Map<String, Object> hook(String kind, String events) {
        return Map.of(
                "kind",
                kind,
                "metadata",
                Map.of("name", "migrate", "annotations", Map.of(EVENTS, events, "helm.sh/hook-weight", "5")),
                "spec",
                Map.of("backoffLimit", 0));
    }

    private static Map<?, ?> annotations(Map<String, Object> hook) {
        return (Map<?, ?>) ((Map<?, ?>) hook.get("metadata")).get("annotations");
    }
}
