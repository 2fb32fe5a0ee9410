package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cluster.RunStamp;
import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final ReleaseId RELEASE = new ReleaseId("apps", "front");

    @Test
    void whatWeStampedIsOursWhoeverWroteToItSince() {
        assertThat(Ownership.isOurs(written(by("kubectl-label", 1), by("plumbline", 2), by(RunStamp.MANAGER, 2))))
                .isTrue();
    }

    @Test
    void withoutAStampItIsOursIfNobodyElseWroteOrWeDidWhenItWasMade() {
        assertThat(Ownership.isOurs(written(by("plumbline", 7)))).isTrue();
        assertThat(Ownership.isOurs(written(status("kubelet", 2), by("plumbline", 7))))
                .isTrue();
        assertThat(Ownership.isOurs(written(by("kubectl-label", 9), by("plumbline", 1))))
                .isTrue();
        assertThat(Ownership.isOurs(written(by("kubectl-create", 1), by("plumbline", 7))))
                .isFalse();
        assertThat(Ownership.isOurs(written())).isFalse();
        assertThat(Ownership.isOurs(written(status("plumbline", 1)))).isFalse();
    }

    /** An entry has the time of its manager's last write: who made it and applied it once more would come after us. */
    @Test
    void whatSomebodyMadeAndAppliedAgainAfterUsIsNotOurs() {
        assertThat(Ownership.isOurs(written(by("plumbline", 5), by("kubectl", 9))))
                .isFalse();
    }

    @Test
    void labelsAloneMakeNothingOurs() {
        ConfigMap pretended = new ConfigMapBuilder(written(by("kubectl-create", 1)))
                .editMetadata()
                .addToLabels(Map.of(RunStamp.RUN, "8f2c1a7e", RunStamp.ENVIRONMENT, "local"))
                .endMetadata()
                .build();

        assertThat(Ownership.isOurs(pretended)).isFalse();
    }

    @Test
    void anObjectIsOfTheReleaseThatHelmNamesOnItUnlessItIsToStay() {
        assertThat(Ownership.isOf(RELEASE, annotated("front", "apps", Map.of())))
                .isTrue();
        assertThat(Ownership.isOf(RELEASE, annotated("front", "other", Map.of())))
                .isFalse();
        assertThat(Ownership.isOf(RELEASE, annotated("back", "apps", Map.of()))).isFalse();
        assertThat(Ownership.isOf(RELEASE, annotated("front", "apps", Map.of("helm.sh/resource-policy", "keep"))))
                .isFalse();
        assertThat(Ownership.isOf(RELEASE, written(by("kubectl-create", 1)))).isFalse();
    }

    private static ConfigMap written(ManagedFieldsEntry... entries) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("a")
                .withCreationTimestamp("2026-01-01T00:00:01Z")
                .withManagedFields(entries)
                .endMetadata()
                .build();
    }

    private static ConfigMap annotated(String release, String namespace, Map<String, String> more) {
        return new ConfigMapBuilder(written())
                .editMetadata()
                .addToAnnotations(
                        Map.of("meta.helm.sh/release-name", release, "meta.helm.sh/release-namespace", namespace))
                .addToAnnotations(more)
                .endMetadata()
                .build();
    }

    private static ManagedFieldsEntry by(String manager, int second) {
        return new ManagedFieldsEntryBuilder()
                .withManager(manager)
                .withTime("2026-01-01T00:00:0" + second + "Z")
                .build();
    }

    private static ManagedFieldsEntry status(String manager, int second) {
        return new ManagedFieldsEntryBuilder(by(manager, second))
                .withSubresource("status")
                .build();
    }
}
