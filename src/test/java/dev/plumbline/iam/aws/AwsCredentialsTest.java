package dev.plumbline.iam.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Who asks AWS: ourselves, or a role that we assume first. */
class AwsCredentialsTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deployer";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private HttpServer sts;

    @BeforeEach
    void start() throws IOException {
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = """
                    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                    <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>t</SessionToken>
                    <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sts.start();
    }

    @AfterEach
    void stop() {
        sts.stop(0);
        http.close();
    }

    @Test
    void withoutARoleAsksAsOurselves() {
        assertThat(accessKey(credentials(Optional.empty(), Optional.empty()))).isEqualTo("AKIAOWN");
        assertThat(asked).isEmpty();
    }

    @Test
    void assumesTheRoleInASessionThatNamesTheRun() {
        assertThat(accessKey(credentials(Optional.of(ROLE), Optional.of("for-us"))))
                .isEqualTo("ASIAROLE");
        assertThat(asked)
                .singleElement()
                .asString()
                .contains("Action=AssumeRole", "RoleSessionName=plumbline-run-7", "ExternalId=for-us")
                .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fdeployer");
    }

    @Test
    void asksForNoExternalIdWhereNoneIsGiven() {
        accessKey(credentials(Optional.of(ROLE), Optional.empty()));

        assertThat(asked).singleElement().asString().doesNotContain("ExternalId");
    }

    @Test
    void aSessionNameHoldsOnlyWhatStsTakes() {
        AwsCredentials odd = new AwsCredentials(
                "us-west-2", Optional.empty(), Optional.empty(), Optional.empty(), "a/b c#" + "x".repeat(90));

        assertThat(odd.sessionName()).startsWith("plumbline-a-b-c-xxx").hasSize(64);
    }

    private String accessKey(AwsCredentials credentials) {
        AwsCredentialsProvider own = () -> AwsBasicCredentials.create("AKIAOWN", "x");
        URI address = URI.create("http://127.0.0.1:" + sts.getAddress().getPort());
        return credentials
                .provider(http, Optional.of(address), own)
                .resolveCredentials()
                .accessKeyId();
    }

    private static AwsCredentials credentials(Optional<String> role, Optional<String> externalId) {
        return new AwsCredentials("us-west-2", Optional.empty(), role, externalId, "run-7");
    }
}
