package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Terraform's providers send to an API server, which makes their field managers of it. */
enum TerraformProvider {
    /** {@code kubernetes_namespace}, {@code kubernetes_config_map}: no field manager, so that the user agent becomes it. */
    RESOURCE("HashiCorp/1.0 Terraform/1.9.8", "HashiCorp") {
        @Override
        void write(Connection there, String path, JsonNode object) {
            if (there.exists(path)) {
                there.send(
                        "PATCH",
                        path,
                        "application/json-patch+json",
                        List.of(replace(
                                "/metadata/labels", object.path("metadata").path("labels"))));
            } else {
                there.send("POST", collection(path), "application/json", object);
            }
        }
    },
    /** {@code kubernetes_manifest}: server-side apply. */
    MANIFEST("Terraform/1.9.8 (+https://www.terraform.io)", "Terraform") {
        @Override
        void write(Connection there, String path, JsonNode object) {
            there.send("PATCH", path + "?fieldManager=Terraform&force=true", "application/apply-patch+yaml", object);
        }
    },
    /** A provider that calls itself after its program, and writes whole objects. */
    PROGRAM(
            "terraform-provider-kubectl_v2.1.3/v0.0.0 (linux/amd64) kubernetes/$Format",
            "terraform-provider-kubectl_v2.1.3") {
        @Override
        void write(Connection there, String path, JsonNode object) {
            if (there.exists(path)) {
                there.send("PUT", path, "application/json", object);
            } else {
                there.send("POST", collection(path), "application/json", object);
            }
        }
    };

    private final String userAgent;
    final String manager;

    TerraformProvider(String userAgent, String manager) {
        this.userAgent = userAgent;
        this.manager = manager;
    }

    /** As the type of the resource ends that a ConfigMap is known as. */
    String configMap() {
        return this == MANIFEST ? "manifest" : "config_map";
    }

    abstract void write(Connection there, String path, JsonNode object);

    /** @param path of the object on the API server */
    void write(KubernetesClient client, String path, HasMetadata object) {
        try (KubernetesClient own = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withUserAgent(userAgent)
                        .build())
                .build()) {
            write(new Connection(own), path, JsonMapper.shared().readTree(Serialization.asJson(object)));
        }
    }

    private static String collection(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static Map<String, Object> replace(String path, Object value) {
        return Map.of("op", "replace", "path", path, "value", value);
    }

    /** With the provider's user agent. */
    private record Connection(KubernetesClient client) {
        boolean exists(String path) {
            return answer("GET", path, "application/json", null).code() == 200;
        }

        void send(String method, String path, String type, Object body) {
            HttpResponse<String> answer =
                    answer(method, path, type, JsonMapper.shared().writeValueAsString(body));
            assertThat(answer.code())
                    .as("%s %s: %s", method, path, answer.body())
                    .isBetween(200, 299);
        }

        private HttpResponse<String> answer(String method, String path, String type, String body) {
            HttpRequest.Builder request = client.getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(client.getMasterUrl().toString().replaceFirst("/$", "") + path);
            if (body != null) {
                request.method(method, type, body);
            }
            return client.getHttpClient()
                    .sendAsync(request.build(), String.class)
                    .join();
        }
    }
}
