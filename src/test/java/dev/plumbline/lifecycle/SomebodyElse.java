package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who else writes to a cluster, under the name by which the API server keeps them: a person's tool, another operator. */
record SomebodyElse(KubernetesClient client, String manager) {

    /** As {@code kubectl patch} does, and {@code kubectl set}, {@code label}, {@code scale}, {@code edit}. */
    void patch(String path, String json) {
        send("PATCH", path, "application/strategic-merge-patch+json", json);
    }

    /** For kinds that the server knows no merge keys of. */
    void merge(String path, String json) {
        send("PATCH", path, "application/merge-patch+json", json);
    }

    /** As {@code kubectl apply --server-side --force-conflicts} does. */
    void apply(String path, String yaml) {
        send("PATCH", path + (path.contains("?") ? "&" : "?") + "force=true", "application/apply-patch+yaml", yaml);
    }

    /** As it is, under the name of another: who owned a field is called otherwise afterwards. */
    void takes(String path, String from, String operation) {
        JsonNode live = JsonMapper.shared().readTree(client.raw(path));
        List<Object> entries = new ArrayList<>();
        live.path("metadata").path("managedFields").forEach(entry -> {
            Map<String, Object> copy =
                    JsonMapper.shared().convertValue(entry, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (from.equals(copy.get("manager")) && !copy.containsKey("subresource")) {
                copy.put("manager", manager);
                copy.put("operation", operation);
            }
            entries.add(copy);
        });
        send(
                "PATCH",
                path,
                "application/json-patch+json",
                JsonMapper.shared()
                        .writeValueAsString(
                                List.of(Map.of("op", "replace", "path", "/metadata/managedFields", "value", entries))));
    }

    void create(String path, String json) {
        send("POST", path, "application/json", json);
    }

    void delete(String path) {
        send("DELETE", path, "application/json", "{}");
    }

    private void send(String method, String path, String type, String body) {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString().replaceFirst("/$", "") + path + (path.contains("?") ? "&" : "?")
                        + "fieldManager=" + manager)
                .method(method, type, body)
                .build();
        HttpResponse<String> answer =
                client.getHttpClient().sendAsync(request, String.class).join();
        assertThat(answer.code()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
    }
}
