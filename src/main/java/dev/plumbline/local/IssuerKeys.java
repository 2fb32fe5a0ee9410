package dev.plumbline.local;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells the emulator the keys of a cluster's service-account tokens: AWS would fetch them from the issuer's public address. */
final class IssuerKeys {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private IssuerKeys() {}

    static void tell(URI emulator, String issuer, Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            String keys = client.raw("/openid/v1/jwks");
            Map<String, Object> told =
                    Map.of("issuer", issuer, "jwks", JsonMapper.shared().readTree(keys));
            HttpRequest request = HttpRequest.newBuilder(emulator.resolve("/plumbline/issuer"))
                    .timeout(ANSWERS_WITHIN)
                    .PUT(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(told)))
                    .build();
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 204) {
                throw new LocalClusterException("the emulator did not take the cluster's keys: HTTP " + status);
            }
        } catch (IOException failure) {
            throw new LocalClusterException("the emulator did not take the cluster's keys: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalClusterException("interrupted while telling the emulator the cluster's keys", interrupted);
        }
    }
}
