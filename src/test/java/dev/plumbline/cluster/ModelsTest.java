package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ModelsTest {
    @Test
    void aTreeEqualsWhatTheSameTextIsReadAs() {
        Map<String, Object> tree = Models.tree(new SecurityContextBuilder()
                .withRunAsUser(1000L)
                .withPrivileged(false)
                .build());

        assertThat(tree)
                .isEqualTo(JsonMapper.shared().readValue("{\"runAsUser\": 1000, \"privileged\": false}", Map.class));
    }

    @Test
    void anObjectIsOfItsKindsClassAndOfTheGenericOneWhereItHasNone() {
        assertThat(Models.typed(named("v1", "ConfigMap"))).isInstanceOf(ConfigMap.class);
        HasMetadata custom = Models.typed(named("example.com/v1", "Custom"));
        assertThat(custom).isInstanceOf(GenericKubernetesResource.class);
        assertThat(custom.getMetadata().getName()).isEqualTo("x");
    }

    private static Map<String, Object> named(String apiVersion, String kind) {
        return Map.of("apiVersion", apiVersion, "kind", kind, "metadata", Map.of("name", "x"));
    }
}
