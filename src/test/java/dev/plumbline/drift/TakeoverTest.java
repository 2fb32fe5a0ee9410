package dev.plumbline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.readiness.ObjectRef;
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
        return new DeclaredObject(part, "shop", CONFIG, Map.of());
    }

    private static Map<String, Object> live(String managedFields) {
        return new YAMLMapper()
                .readValue("metadata:\n  managedFields:\n" + managedFields.indent(2), new TypeReference<>() {});
    }
}
