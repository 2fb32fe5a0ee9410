package dev.plumbline.chart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * GET over HTTP(S), with redirects, the JDK's proxy settings, and an end: a host that does not connect is given up after two seconds,
 * a transfer that stalls after the deadline.
 */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int REDIRECTS = 6;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER) // ours drop credentials on the way to another host
            .build();
    private final Duration deadline;

    /** @param deadline for one whole transfer */
    Download(Duration deadline) {
        this.deadline = deadline;
    }

    /** @param headers sent to the address's own host only */
    HttpResponse<byte[]> get(URI address, Map<String, String> headers) throws RepositoryUnreachable {
        URI current = address;
        for (int hops = 0; hops < REDIRECTS; hops++) {
            boolean sameHost = current.getAuthority().equals(address.getAuthority());
            HttpResponse<byte[]> answer = once(current, sameHost ? headers : Map.of());
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return answer;
            }
            URI next = current.resolve(location.get());
            if (!"https".equals(next.getScheme()) && !next.getScheme().equals(current.getScheme())) {
                throw new RepositoryUnreachable(current, "redirects to " + next + ", which is less safe: not followed");
            }
            current = next;
        }
        throw new RepositoryUnreachable(address, "redirects more than " + REDIRECTS + " times");
    }

    private HttpResponse<byte[]> once(URI address, Map<String, String> headers) throws RepositoryUnreachable {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(deadline);
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request.build(), ignored -> new BoundedBody());
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RepositoryUnreachable(address, "did not answer within " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new RepositoryUnreachable(address, "cannot be reached: " + words(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ChartException("interrupted while downloading " + address, e);
        }
    }

    /** @throws RepositoryUnreachable also for any status but 200 */
    byte[] body(URI address) throws RepositoryUnreachable {
        HttpResponse<byte[]> answer = get(address, Map.of());
        if (answer.statusCode() != 200) {
            throw new RepositoryUnreachable(address, "answered HTTP " + answer.statusCode());
        }
        return answer.body();
    }

    private static String words(Throwable cause) {
        if (cause instanceof java.net.http.HttpConnectTimeoutException) {
            return "no connection within " + CONNECT.toSeconds() + " s";
        }
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getMessage() == null) {
            deepest = deepest.getCause();
        }
        // An unknown host reaches us as a ConnectException around an UnresolvedAddressException, both without words.
        return deepest.getMessage() != null
                ? deepest.getMessage()
                : deepest instanceof java.nio.channels.UnresolvedAddressException || cause instanceof IOException
                        ? "unknown host, or no connection ("
                                + deepest.getClass().getSimpleName() + ")"
                        : deepest.toString();
    }
}
