package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

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

    /** Single operations, as {@code kubectl patch --type=json} does. */
    void json(String path, String operations) {
        send("PATCH", path, "application/json-patch+json", operations);
    }

    /** As {@code kubectl apply --server-side --force-conflicts} does. */
    void apply(String path, String yaml) {
        send("PATCH", path + (path.contains("?") ? "&" : "?") + "force=true", "application/apply-patch+yaml", yaml);
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
