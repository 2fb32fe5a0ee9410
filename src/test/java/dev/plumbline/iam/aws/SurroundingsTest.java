package dev.plumbline.iam.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes in surroundings that somebody has set up for another account: it must not leak into an environment's. */
class SurroundingsTest {
    private static final String PROFILES = """
            [default]
            aws_access_key_id = AKIADEFAULT
            aws_secret_access_key = x

            [profile mornings-work]
            aws_access_key_id = AKIAMORNING
            aws_secret_access_key = x
            services = elsewhere
            endpoint_url = http://elsewhere.invalid
            region = eu-central-1
            use_fips_endpoint = true

            [profile named]
            aws_access_key_id = AKIANAMED
            aws_secret_access_key = x

            [profile deployer]
            role_arn = arn:aws:iam::111122223333:role/deployer
            source_profile = named
            services = elsewhere

            [profile sessioned]
            role_arn = arn:aws:iam::111122223333:role/deployer
            role_session_name = build-42
            source_profile = named

            [services elsewhere]
            sts =
              endpoint_url = http://elsewhere.invalid
            iam =
              endpoint_url = http://elsewhere.invalid
            """;

    private final List<String> askedOurs = new CopyOnWriteArrayList<>();
    private final List<String> askedTheirs = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private HttpServer ours;
    private HttpServer theirs;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("config"), PROFILES);
        Files.writeString(folder.resolve("token"), "a.b.c");
        ours = sts(askedOurs);
        theirs = sts(askedTheirs);
    }

    @AfterEach
    void stop() {
        ours.stop(0);
        theirs.stop(0);
    }

    @Test
    void aProfileThatOnlyTheSurroundingsNameIsNotUsed() {
        assertThat(process(Map.of("AWS_PROFILE", "mornings-work"), "key", "-", "-"))
                .containsExactly("key AKIADEFAULT");
    }

    @Test
    void keysThatTheSurroundingsHandOverAreUsed() {
        assertThat(process(
                        Map.of(
                                "AWS_PROFILE", "mornings-work",
                                "AWS_ACCESS_KEY_ID", "AKIAHANDED",
                                "AWS_SECRET_ACCESS_KEY", "x"),
                        "key",
                        "-",
                        "-"))
                .containsExactly("key AKIAHANDED");
    }

    @Test
    void theProfileThatTheEnvironmentNamesIsUsedWhateverElseIsThere() {
        assertThat(process(
                        Map.of(
                                "AWS_PROFILE", "mornings-work",
                                "AWS_ACCESS_KEY_ID", "AKIAHANDED",
                                "AWS_SECRET_ACCESS_KEY", "x"),
                        "key",
                        "named",
                        "-"))
                .containsExactly("key AKIANAMED");
    }

    @Test
    void aProfilesRoleIsAssumedWhereTheEnvironmentSays() {
        assertThat(process(Map.of("AWS_ENDPOINT_URL", address(theirs)), "key", "deployer", address(ours)))
                .containsExactly("key ASIAROLE");
        assertThat(askedOurs)
                .singleElement()
                .asString()
                .contains("Action=AssumeRole", "RoleSessionName=plumbline-run-7")
                .contains("AKIANAMED");
        assertThat(askedTheirs).isEmpty();
    }

    @Test
    void aSessionIsCalledWhatItsProfileOrTheSurroundingsSay() {
        assertThat(process(Map.of("AWS_ROLE_SESSION_NAME", "ignored-here"), "key", "sessioned", address(ours)))
                .containsExactly("key ASIAROLE");
        assertThat(process(
                        Map.of(
                                "AWS_ROLE_SESSION_NAME", "job-7",
                                "AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/ci",
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                        folder.resolve("token").toString()),
                        "key",
                        "-",
                        address(ours)))
                .containsExactly("key ASIAROLE");

        assertThat(askedOurs).hasSize(2);
        assertThat(askedOurs.get(0)).contains("RoleSessionName=build-42");
        assertThat(askedOurs.get(1)).contains("RoleSessionName=job-7");
    }

    @Test
    void aWebIdentityIsExchangedWhereTheEnvironmentSays() {
        assertThat(process(
                        Map.of(
                                "AWS_ENDPOINT_URL_STS", address(theirs),
                                "AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/ci",
                                "AWS_WEB_IDENTITY_TOKEN_FILE",
                                        folder.resolve("token").toString()),
                        "key",
                        "-",
                        address(ours)))
                .containsExactly("key ASIAROLE");
        assertThat(askedOurs).singleElement().asString().contains("Action=AssumeRoleWithWebIdentity");
        assertThat(askedTheirs).isEmpty();
    }

    @Test
    void noRequestGoesWhereOnlyTheSurroundingsPoint() {
        Map<String, String> surroundings = Map.of(
                "AWS_PROFILE", "mornings-work",
                "AWS_ENDPOINT_URL", "http://elsewhere.invalid",
                "AWS_ENDPOINT_URL_ECR", "http://elsewhere.invalid",
                "AWS_REGION", "eu-central-1",
                "AWS_STS_REGIONAL_ENDPOINTS", "legacy",
                "AWS_USE_FIPS_ENDPOINT", "true",
                "AWS_USE_DUALSTACK_ENDPOINT", "true");

        assertThat(process(surroundings, "address", "us-west-2"))
                .containsExactly(
                        "sts sts.us-west-2.amazonaws.com us-west-2/sts",
                        "iam iam.amazonaws.com us-east-1/iam",
                        "ecr api.ecr.us-west-2.amazonaws.com us-west-2/ecr",
                        "sqs sqs.us-west-2.amazonaws.com us-west-2/sqs");
        assertThat(process(surroundings, "address", "cn-north-1"))
                .containsExactly(
                        "sts sts.cn-north-1.amazonaws.com.cn cn-north-1/sts",
                        "iam iam.cn-north-1.amazonaws.com.cn cn-north-1/iam",
                        "ecr api.ecr.cn-north-1.amazonaws.com.cn cn-north-1/ecr",
                        "sqs sqs.cn-north-1.amazonaws.com.cn cn-north-1/sqs");
        assertThat(process(surroundings, "address", "us-gov-west-1"))
                .containsExactly(
                        "sts sts.us-gov-west-1.amazonaws.com us-gov-west-1/sts",
                        "iam iam.us-gov.amazonaws.com us-gov-west-1/iam",
                        "ecr api.ecr.us-gov-west-1.amazonaws.com us-gov-west-1/ecr",
                        "sqs sqs.us-gov-west-1.amazonaws.com us-gov-west-1/sqs");
    }

    @Test
    void whatIsNotObeyedIsSaid() {
        AwsSurroundings around = new AwsSurroundings(Map.of(
                "AWS_PROFILE", "mornings-work",
                "AWS_ENDPOINT_URL_STS", "http://somebody:secret@elsewhere.invalid",
                "AWS_REGION", "us-west-2",
                "AWS_ACCESS_KEY_ID", "AKIAHANDED"));

        assertThat(around.ignored(Optional.empty(), "us-west-2"))
                .containsExactly(
                        "AWS_PROFILE=mornings-work is ignored: to be that profile, name it in the environment's file as aws_access.profile",
                        "AWS_ENDPOINT_URL_STS is ignored: addresses and region come from the environment's file");
        assertThat(around.ignored(Optional.of("mornings-work"), "us-east-1"))
                .hasSize(2)
                .noneMatch(sentence -> sentence.startsWith("AWS_PROFILE"))
                .anyMatch(sentence -> sentence.startsWith("AWS_REGION is ignored"));
    }

    private List<String> process(Map<String, String> surroundings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AskingAws.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(new TreeMap<>(surroundings));
        builder.environment().put("AWS_CONFIG_FILE", folder.resolve("config").toString());
        builder.environment()
                .put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        try {
            Process process =
                    builder.redirectError(folder.resolve("errors").toFile()).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(Files.readString(folder.resolve("errors")))
                    .isZero();
            return said.lines().toList();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer sts(List<String> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(body + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            String action = body.contains("WebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
            byte[] answer = """
                    <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>
                    <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>t</SessionToken>
                    <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></%1$sResult></%1$sResponse>
                    """.formatted(action).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
