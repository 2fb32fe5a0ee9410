package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.cluster.ClusterException;
import dev.plumbline.environment.Environment;
import dev.plumbline.observe.SmallPlatform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class LiveAccountTest {
    private final Environment environment = SmallPlatform.environment();
    private HttpServer sts;

    @AfterEach
    void close() {
        if (sts != null) {
            sts.stop(0);
        }
    }

    @Test
    void isWhateverAwsSays() throws IOException {
        LiveAccount account = answering(200, """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws:iam::999988887777:user/a</Arn><UserId>U</UserId><Account>999988887777</Account>
                </GetCallerIdentityResult></GetCallerIdentityResponse>""");

        assertThat(account.of(environment)).isEqualTo("999988887777");
    }

    @Test
    void whoeverAwsDoesNotKnowIsRefused() throws IOException {
        LiveAccount account = answering(403, """
                <ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The token is expired</Message></Error></ErrorResponse>""");

        assertThatThrownBy(() -> account.of(environment))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("environment tiny is live, and nobody knows which AWS account this is")
                .hasMessageContaining("nothing was touched")
                .hasMessageContaining("The token is expired");
    }

    @Test
    void withoutCredentialsThereIsNoAccount() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("no credentials");
        };

        assertThatThrownBy(() -> new LiveAccount(none, Optional.empty()).of(environment))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("no credentials");
    }

    private LiveAccount answering(int code, String body) throws IOException {
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        sts.start();
        return new LiveAccount(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                Optional.of(URI.create("http://127.0.0.1:" + sts.getAddress().getPort())));
    }
}
