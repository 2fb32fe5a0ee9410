package dev.plumbline.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whether the registry of the k3s image can be reached at all; asks once and gives up after three seconds. */
final class RegistryProbe {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final URI REGISTRY = URI.create("https://registry-1.docker.io/v2/");

    /** A registry answers 200, or 401 to somebody it does not know; anything else is not a registry. */
    boolean reachable() {
        HttpRequest request =
                HttpRequest.newBuilder(REGISTRY).timeout(LIMIT).GET().build();
        try {
            int status = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200 || status == 401;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
