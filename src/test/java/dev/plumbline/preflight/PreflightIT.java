package dev.plumbline.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.account.AwsClients;
import dev.plumbline.harness.Workspace;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.Preparation;
import dev.plumbline.preflight.Finding.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The whole preflight of {@code dev} against the emulator, with everything as it must be, and with one thing broken at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightIT {
    private static final int PORT = 5000;
    private static final int MOST_REQUESTS = 40;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private GenericContainer<?> moto;
    private URI emulator;
    private EmulatedModules account;

    @TempDir
    Path folder;

    @BeforeAll
    void startTheEmulator() {
        Workspace workspace = Workspace.ofProcess();
        String image = new Preparation(workspace.root(), new LocalCache(workspace.cache()), line -> {})
                .prepared()
                .motoImage();
        moto = new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(any -> false)
                .withEnv("MOTO_ACCOUNT_ID", "111122223333")
                .withExposedPorts(PORT);
        moto.start();
        emulator = URI.create("http://%s:%d".formatted(moto.getHost(), moto.getMappedPort(PORT)));
    }

    @AfterAll
    void stopTheEmulator() {
        moto.stop();
    }

    @BeforeEach
    void applyTheModules() throws IOException, InterruptedException {
        HttpRequest reset = HttpRequest.newBuilder(emulator.resolve("/moto-api/reset"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(reset, HttpResponse.BodyHandlers.discarding());
        account = EmulatedModules.ofDev(emulator, folder);
    }

    @AfterEach
    void leave() {
        account.close();
    }

    @Test
    void anAccountThatHasEverythingPasses() {
        PreflightReport report = preflight();

        assertThat(report.findings())
                .filteredOn(finding -> finding.verdict() == Verdict.WRONG || finding.verdict() == Verdict.UNKNOWN)
                .isEmpty();
        assertThat(report.with(Verdict.RIGHT)).hasSizeGreaterThan(25);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void staysWithinFortyRequestsAndTenSeconds() {
        PreflightReport report = preflight();

        // the emulator has no simulator: a live account is asked once for each role, twice more for the load balancer
        // controller
        int simulations = account.environment().permissions().size() + 2;
        assertThat(report.requests() + simulations).isLessThanOrEqualTo(MOST_REQUESTS);
        assertThat(report.took()).isLessThan(LONGEST);
    }

    @Test
    void needsNoPermissionThatTheGuideDoesNotName() throws IOException {
        String guide = Files.readString(Path.of("docs/eks.md"));
        try (AwsClients aws = clients()) {
            new Preflight(account.environment(), aws).run();

            assertThat(aws.counter().actions())
                    .hasSizeGreaterThan(10)
                    // which needs none
                    .filteredOn(action -> !action.equals("sts:GetCallerIdentity"))
                    .allMatch(action -> guide.contains("\"" + action + "\""));
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a role is gone", "role gateway_service", "does not exist", account -> {
                    String role = account.roleName("gateway_service");
                    account.aws().iam().deleteRolePolicy(request -> request.roleName(role)
                            .policyName("expected"));
                    account.aws().iam().deleteRole(request -> request.roleName(role));
                }),
                trust(
                        "another namespace",
                        "another namespace, default",
                        policy -> policy.replace("llm-judge:", "default:")),
                trust("every account of the namespace", "has a wildcard", policy -> policy.replace(
                                "StringEquals", "StringLike")
                        .replace(":gateway-service", ":*")),
                trust(
                        "no audience",
                        "no condition on",
                        policy -> policy.replaceAll(",\\s+\"[^\"]*:aud\": \"[^\"]*\"", "")),
                trust(
                        "another cluster's keys",
                        "another cluster's id",
                        policy -> policy.replaceAll("/id/[^:\"]*:", "/id/0THER:")),
                trust(
                        "the wrong action",
                        "does not allow sts:AssumeRoleWithWebIdentity",
                        policy -> policy.replace("WithWebIdentity", "")),
                trust("a Deny", "denies", policy -> policy.replace("Allow", "Deny")),
                trust(
                        "another account's provider",
                        "in another account",
                        policy -> policy.replace("111122223333", "444455556666")),
                damage("the provider takes other tokens", "OIDC provider", "takes only tokens for", account -> {
                    String arn =
                            account.environment().cluster().oidcProviderArn().orElseThrow();
                    account.aws().iam().deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn));
                    account.aws().iam().createOpenIDConnectProvider(request -> request.url(
                                    "https://" + arn.substring(arn.indexOf('/') + 1))
                            .clientIDList("other")
                            .thumbprintList("a".repeat(40)));
                }),
                damage("the provider is not registered", "OIDC provider", "is not registered", account -> account.aws()
                        .iam()
                        .deleteOpenIDConnectProvider(request -> request.openIDConnectProviderArn(account.environment()
                                .cluster()
                                .oidcProviderArn()
                                .orElseThrow()))),
                damage(
                        "a permission too much",
                        "permissions of gateway_service",
                        "reads_no_queue: sqs:ReceiveMessage",
                        account -> account.permit("gateway_service", """
                                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}""")),
                damage(
                        "a permission denied",
                        "permissions of judge_service",
                        "is denied by policy extra",
                        account -> account.permit("judge_service", """
                                {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "sqs:*", "Resource": "*"}}""")),
                damage("the secret is gone", "secret ", "does not exist", account -> account.aws()
                        .secrets()
                        .deleteSecret(request -> request.secretId(
                                        account.environment().secrets().rdsSecretId())
                                .forceDeleteWithoutRecovery(true))),
                damage("the secret is being deleted", "secret ", "is being deleted", account -> account.aws()
                        .secrets()
                        .deleteSecret(request ->
                                request.secretId(account.environment().secrets().rdsSecretId()))),
                damage("a queue is gone", "queue ", "does not exist", account -> account.aws()
                        .sqs()
                        .deleteQueue(request -> request.queueUrl(
                                account.environment().messaging().judgeQueueUrl()))),
                damage("a topic is gone", "topic ", "does not exist", account -> account.aws()
                        .sns()
                        .deleteTopic(request -> request.topicArn(
                                account.environment().messaging().judgeTopicArn()))),
                damage(
                        "a tag was never pushed",
                        "image llm-judge/judge-service",
                        "has no tag v1.0.0",
                        account -> account.aws().ecr().batchDeleteImage(request -> request.repositoryName(
                                        "llm-judge/judge-service")
                                .imageIds(id -> id.imageTag("v1.0.0")))),
                damage(
                        "a repository is gone",
                        "image llm-judge/judge-service",
                        "there is no repository",
                        account -> account.aws().ecr().deleteRepository(request -> request.repositoryName(
                                        "llm-judge/judge-service")
                                .force(true))),
                damage(
                        "the cluster is gone",
                        "cluster llm-judge-dev",
                        "there is none of that name",
                        account -> account.aws().eks().deleteCluster(request -> request.name("llm-judge-dev"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void isFoundWithItsFix(String name, String subject, String found, Consumer<EmulatedModules> damage) {
        damage.accept(account);

        List<Finding> wrong = preflight().with(Verdict.WRONG);

        assertThat(wrong).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.subject()).startsWith(subject);
            assertThat(finding.fix()).isNotBlank();
        });
        assertThat(wrong).extracting(Finding::found).anySatisfy(sentence -> assertThat(sentence)
                .contains(found));
    }

    @Test
    void allDamagesAreFoundAtOnce() {
        account.trust("redis_service", account.question("gateway_service").rightPolicy());
        account.aws()
                .sqs()
                .deleteQueue(request ->
                        request.queueUrl(account.environment().messaging().inferenceQueueUrl()));
        account.aws().ecr().deleteRepository(request -> request.repositoryName("llm-judge/redis-service")
                .force(true));

        assertThat(preflight().with(Verdict.WRONG))
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder(
                        "role redis_service",
                        "queue " + account.environment().messaging().inferenceQueueUrl(),
                        "image llm-judge/redis-service:v1.0.0");
    }

    private PreflightReport preflight() {
        try (AwsClients aws = clients()) {
            return new Preflight(account.environment(), aws).run();
        }
    }

    private AwsClients clients() {
        return new AwsClients(
                "us-west-2", () -> AwsBasicCredentials.create("emulated", "emulated"), Optional.of(emulator));
    }

    private static Arguments trust(String name, String found, UnaryOperator<String> change) {
        return damage(
                "trust: " + name,
                "role gateway_service",
                found,
                account -> account.trust(
                        "gateway_service",
                        change.apply(account.question("gateway_service").rightPolicy())));
    }

    private static Arguments damage(String name, String subject, String found, Consumer<EmulatedModules> damage) {
        return arguments(name, subject, found, damage);
    }
}
