package dev.plumbline.iam.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.TokenKubeconfig;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of hours outlives its tokens: with a life of ten seconds, and a clock that the test moves. */
class RenewedTokenTest {
    private static final Duration LIFE = Duration.ofSeconds(10);

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicBoolean locked = new AtomicBoolean();
    private final RenewedToken token = new RenewedToken(this::next, secrets::add, clock);

    @TempDir
    Path folder;

    @Test
    void servesFromMemoryWhileItIsYoung() {
        assertThat(token.text()).isEqualTo("token-1");
        clock.pass(Duration.ofSeconds(4));
        assertThat(token.text()).isEqualTo("token-1");
    }

    @Test
    void eachIsMadeKnownAsASecret() {
        token.text();
        token.text();
        clock.pass(Duration.ofSeconds(6));
        token.text();

        assertThat(secrets).containsExactly("token-1", "token-2");
    }

    @Test
    void isRenewedWhileTheOldOneIsStillGood() {
        token.text();
        clock.pass(Duration.ofSeconds(5));

        assertThat(token.text()).isEqualTo("token-2");
    }

    @Test
    void servesTheOldOneWhileNoneIsToBeHad() {
        token.text();
        locked.set(true);
        clock.pass(Duration.ofSeconds(9));

        assertThat(token.text()).isEqualTo("token-1");
    }

    @Test
    void failsOnceTheOldOneIsOver() {
        token.text();
        locked.set(true);
        clock.pass(LIFE);

        assertThatThrownBy(token::text).isInstanceOf(AwsAccessException.class);
    }

    @Test
    void theClientOfALongRunSendsWhatIsGoodAtEachRequest() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = server(seen);
        try (Cluster cluster = open(server)) {
            for (int request = 0; request < 3; request++) {
                cluster.client().raw("/version");
                clock.pass(Duration.ofSeconds(6));
            }
        } finally {
            server.stop(0);
        }

        assertThat(seen).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-3");
    }

    @Test
    void eachHelmCallGetsAFileWithATokenThatIsGoodThen() throws IOException {
        HttpServer server = server(new CopyOnWriteArrayList<>());
        try (Cluster cluster = open(server)) {
            Path file = cluster.kubeconfig();
            assertThat(Config.fromKubeconfig(file.toFile()).getAutoOAuthToken()).isEqualTo("token-1");
            clock.pass(Duration.ofSeconds(6));

            assertThat(cluster.kubeconfig()).isEqualTo(file);
            assertThat(Config.fromKubeconfig(file.toFile()).getAutoOAuthToken()).isEqualTo("token-2");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
        } finally {
            server.stop(0);
        }
    }

    private Token next() {
        if (locked.get()) {
            throw AwsAccessException.withoutCredentials(new IllegalStateException("the session is over"));
        }
        return new Token(
                "token-" + made.incrementAndGet(),
                clock.instant(),
                clock.instant().plus(LIFE));
    }

    private Cluster open(HttpServer server) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return ClusterConnection.open(
                "dev", new TokenKubeconfig("dev", address, "", token::text, folder.resolve("kubeconfig")));
    }

    private static HttpServer server(List<String> seen) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
