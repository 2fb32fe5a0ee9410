package dev.plumbline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.readiness.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TakeoverTest {
    private static final ObjectRef CONFIG = new ObjectRef("v1", "ConfigMap", Optional.of("shop"), "infra");

    @Test
    void whatNoReleaseBringsBecomesOursToApply() {
        Map<String, Object> live = live("""
                - {manager: HashiCorp, operation: Update, apiVersion: v1, fieldsV1: {f:data: {".": {}, f:A: {}}}}
                - {manager: plumbline, operation: Apply, apiVersion: v1, fieldsV1: {f:data: {f:B: {}}}}
                - {manager: kubectl-edit, operation: Update, apiVersion: v1, fieldsV1: {f:data: {f:C: {}}}}
                """);

        assertThat(Takeover.of(declared(DeclaredObjects.PLATFORM), live)).isEqualTo(Takeover.entries(live("""
                - {manager: plumbline, operation: Apply, apiVersion: v1, fieldsV1: {f:data: {".": {}, f:A: {}, f:B: {}}}}
                - {manager: kubectl-edit, operation: Update, apiVersion: v1, fieldsV1: {f:data: {f:C: {}}}}
                """)));
    }

    @Test
    void whatAReleaseBringsBecomesHelmsAndStatusStaysWhoseItIs() {
        Map<String, Object> live = live("""
                - {manager: terraform-provider-helm_v2.12.1_x5, operation: Update, fieldsV1: {f:data: {f:A: {}}}}
                - {manager: controller, operation: Update, subresource: status, fieldsV1: {f:status: {}}}
                """);

        assertThat(Takeover.of(declared("front"), live)).isEqualTo(Takeover.entries(live("""
                - {manager: java, operation: Update, fieldsV1: {f:data: {f:A: {}}}}
                - {manager: controller, operation: Update, subresource: status, fieldsV1: {f:status: {}}}
                """)));
        assertThat(Adoption.of(declared("front"), live).orElseThrow().managers())
                .containsExactly("terraform-provider-helm_v2.12.1_x5");
    }

    /** By the time of its entry a destroy knows who made an object; Terraform's may have updated it long after. */
    @Test
    void whatTerraformMadeIsAsIfWeHadMadeIt() {
        assertThat(timeAfterTakeover("""
                - {manager: plumbline, operation: Apply, time: "2026-02-02T00:00:00Z", fieldsV1: {f:data: {f:B: {}}}}
                - {manager: HashiCorp, operation: Update, time: "2026-03-03T00:00:00Z", fieldsV1: {f:data: {f:A: {}}}}
                """)).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(timeAfterTakeover("""
                - {manager: kubectl-label, operation: Update, time: "2026-03-03T00:00:00Z", fieldsV1: {f:data: {f:B: {}}}}
                - {manager: HashiCorp, operation: Update, time: "2026-01-01T00:00:00Z", fieldsV1: {f:data: {f:A: {}}}}
                """)).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void whatSomebodyElseMayHaveMadeIsNotAsIfWeHad() {
        assertThat(timeAfterTakeover("""
                - {manager: kubectl-create, operation: Update, time: "2026-01-01T00:00:00Z", fieldsV1: {f:data: {f:B: {}}}}
                - {manager: HashiCorp, operation: Update, time: "2026-03-03T00:00:00Z", fieldsV1: {f:data: {f:A: {}}}}
                """)).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(timeAfterTakeover("""
                - {manager: kubectl, operation: Update, time: "2026-04-04T00:00:00Z", fieldsV1: {f:data: {f:B: {}}}}
                - {manager: HashiCorp, operation: Update, time: "2026-03-03T00:00:00Z", fieldsV1: {f:data: {f:A: {}}}}
                - {manager: plumbline, operation: Apply, time: "2026-02-02T00:00:00Z", fieldsV1: {f:data: {f:B: {}}}}
                """)).isEqualTo("2026-03-03T00:00:00Z");
    }

    private static Object timeAfterTakeover(String managedFields) {
        return Takeover.of(declared(DeclaredObjects.PLATFORM), live(managedFields)).stream()
                .filter(entry -> "plumbline".equals(entry.get("manager")))
                .findFirst()
                .orElseThrow()
                .get("time");
    }

    @Test
    void itIsKnownAsWhatTerraformCallsIt() {
        assertThat(adoption(DeclaredObjects.PLATFORM, "HashiCorp").resourceType())
                .isEqualTo("kubernetes_config_map");
        assertThat(adoption(DeclaredObjects.PLATFORM, "Terraform").resourceType())
                .isEqualTo("kubernetes_manifest");
        assertThat(adoption(DeclaredObjects.PLATFORM, "terraform-provider-kubectl_v2")
                        .isOfARelease())
                .isFalse();
        assertThat(adoption(DeclaredObjects.PLATFORM, "terraform-provider-helm_v2.17.0_x5")
                        .isOfARelease())
                .as("a namespace that a release made for itself")
                .isTrue();
        assertThat(adoption("front", "HashiCorp").isOfARelease()).isTrue();
    }

    private static Adoption adoption(String part, String manager) {
        return new Adoption(part, CONFIG, List.of(manager));
    }

    @Test
    void whatTerraformHoldsNothingOfIsNotAdopted() {
        assertThat(
                        Adoption.of(
                                declared("front"),
                                live(
                                        "- {manager: Terraform, operation: Update, subresource: status, fieldsV1: {f:status: {}}}")))
                .isEmpty();
    }

    private static DeclaredObject declared(String part) {
        return new DeclaredObject(part, CONFIG, Map.of());
    }

    private static Map<String, Object> live(String managedFields) {
        return new YAMLMapper()
                .readValue(
                        "metadata:\n  creationTimestamp: \"2026-01-01T00:00:00Z\"\n  managedFields:\n"
                                + managedFields.indent(2),
                        new TypeReference<>() {});
    }
}
