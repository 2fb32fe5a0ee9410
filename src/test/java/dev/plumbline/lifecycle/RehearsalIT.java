package dev.plumbline.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.iam.aws.AgedTokens;
import dev.plumbline.junit.EphemeralOnly;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The way to a live EKS cluster, gone through: only addresses differ from the real one. */
@Tag("local")
@EphemeralOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalIT implements RehearsedPreflight {
    private static final String STS = "sts.amazonaws.com";

    private Rehearsal rehearsal;
    private KubernetesClient admin;
    private PlumblineProcess.Ended deployed;

    @BeforeAll
    void deploy(@TempDir Path folder) {
        rehearsal = Rehearsal.start(folder);
        admin = new KubernetesClientBuilder()
                .withConfig(
                        Config.fromKubeconfig(rehearsal.cluster().kubeconfig().toFile()))
                .build();
        deployed = rehearsal.run("deploy");
    }

    @AfterAll
    void remove() {
        if (admin != null) {
            admin.close();
        }
        if (rehearsal != null) {
            rehearsal.close();
        }
    }

    @Override
    public Rehearsal rehearsal() {
        return rehearsal;
    }

    @Override
    public KubernetesClient admin() {
        return admin;
    }

    @Override
    public TrustTrial trustTrial() {
        return new TrustTrial(
                rehearsal, service -> token("llm-judge", service, STS), role -> token -> assumed(role, token));
    }

    @Test
    void thePlatformIsDeployedAndVerifiedWithTokensMadeHere() {
        assertThat(deployed.code()).as(deployed.output()).isZero();
        assertThat(deployed.output()).contains("as " + RehearsedAccount.DEPLOYER, "note: rehearsal:");

        PlumblineProcess.Ended verified = rehearsal.run("verify");

        assertThat(verified.code()).as(verified.output()).isZero();
        assertThat(verified.output())
                .contains("Verified live:rehearsal", "note: rehearsal:", " 0 failed, 0 unknown")
                .containsPattern("evidence: \\d+ static, 8 JWKS-verified, \\d+ emulator")
                // whatever is a token begins so, the cluster's and those that it makes
                .doesNotContain("k8s-aws-v1.", "eyJ")
                .doesNotContain(rehearsal.deployer().secretAccessKey());
    }

    @Test
    void theSuiteDeploysFirstWhereAProfileSaysSoAndWritesNothingWhereItDoesNot() {
        admin.configMaps().inNamespace("llm-judge").withName("infra-config").delete();

        PlumblineProcess.Ended verified = rehearsal.suite("verify");
        boolean untouched = admin.configMaps()
                        .inNamespace("llm-judge")
                        .withName("infra-config")
                        .get()
                == null;
        PlumblineProcess.Ended redeployed = rehearsal.suite("deploy");

        assertThat(verified.code()).as(verified.output()).isEqualTo(1);
        assertThat(verified.output()).contains("infra-config");
        assertThat(untouched).isTrue();
        assertThat(redeployed.code()).as(redeployed.output()).isZero();
        assertThat(redeployed.output())
                .contains("Conformance of live:rehearsal", " 0 red")
                .contains(" 0 tests failed");
        assertThat(admin.configMaps()
                        .inNamespace("llm-judge")
                        .withName("infra-config")
                        .get())
                .isNotNull();
    }

    @Test
    void aVerificationAsksTheAccountASmallNumberOfTimes() {
        // who we are, all roles, the provider; a simulation for each of eight roles, two more for one of them
        assertThat(rehearsal.run("verify", "--existing").output())
                .contains("with %d requests to AWS".formatted(3 + 10), "a request for a token is a POST");
        // and for each role: two tokens that are refused, one that is not, and who that makes of its bearer
        assertThat(rehearsal.run("verify").output()).contains("with %d requests to AWS".formatted(3 + 10 + 8 * 4));
        assertThat(rehearsal.run("verify", "--no-aws").output())
                .contains("skipped: AWS was not to be asked", " 0 failed, 0 unknown")
                .doesNotContain("requests to AWS");
    }

    @Test
    void aVerificationIsRedWhereARoleTrustsSomebodyElse() {
        String role = Rehearsal.role("inference-service");
        rehearsal.account().trust(role, RehearsedAccount.trusting("other:inference-service"));
        try {
            PlumblineProcess.Ended verified = rehearsal.run("verify");

            assertThat(verified.code()).as(verified.output()).isEqualTo(2);
            assertThat(verified.output())
                    .contains("RED IRSA-008", "[live:rehearsal inference-service, static]")
                    .contains(
                            "IAM role " + role + " (inference_service)",
                            "OneServiceAccount",
                            "another namespace, other")
                    .contains("aws iam update-assume-role-policy --role-name llm-judge-rehearsal-inference-service")
                    .contains("RED IRSA-010", "[live:rehearsal inference-service, emulator]", "refused: AccessDenied")
                    .contains(" 2 failed, 0 unknown");
        } finally {
            rehearsal.account().trust(role, RehearsedAccount.trusting("llm-judge:inference-service"));
        }
    }

    @Test
    void somebodyWithoutAnAccessEntryIsToldSo() {
        PlumblineProcess.Ended refused = rehearsal.runAs(rehearsal.account().stranger(), "status");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output()).contains("401", "access entry").doesNotContain("k8s-aws-v1.", "\tat ");
    }

    static Stream<String> tokensThatEksRefuses() {
        return Stream.of("of another cluster", "stale", "from the future", "tampered with");
    }

    @ParameterizedTest
    @MethodSource("tokensThatEksRefuses")
    void aTokenIsRefusedThatIs(String kind) {
        assertThatThrownBy(() -> namespacesWith(token(kind)))
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo(401));
    }

    @Test
    void aTokenOfThisMomentIsTaken() {
        assertThat(namespacesWith(token("right"))).isPositive();
    }

    @Test
    void aRoleIsHandedToTheServiceAccountThatItTrusts() {
        assertThat(assumed("gateway-service", token("llm-judge", "gateway-service", STS)))
                .contains("assumed-role/llm-judge-rehearsal-gateway-service/");
    }

    @Test
    void aRoleIsRefusedToAnyOtherServiceAccount() {
        String other = token("llm-judge", "judge-service", STS);

        assertThatThrownBy(() -> assumed("gateway-service", other)).satisfies(refusedAs("AccessDenied"));
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        String other = token("llm-judge", "gateway-service", "vault");

        assertThatThrownBy(() -> assumed("gateway-service", other)).satisfies(refusedAs("InvalidIdentityToken"));
    }

    /** A service account may be annotated with a role that does not trust it: the cluster cannot know, only AWS can. */
    @Test
    void aTrustPolicyOfAnotherNamespaceHandsOutNothing() {
        String role = Rehearsal.role("redis-service");
        rehearsal.account().trust(role, RehearsedAccount.trusting("other:redis-service"));
        try {
            String token = token("llm-judge", "redis-service", STS);
            assertThatThrownBy(() -> assumed("redis-service", token)).satisfies(refusedAs("AccessDenied"));
        } finally {
            rehearsal.account().trust(role, RehearsedAccount.trusting("llm-judge:redis-service"));
        }
    }

    private static java.util.function.Consumer<Throwable> refusedAs(String code) {
        return refused -> assertThat(((StsException) refused).awsErrorDetails().errorCode())
                .isEqualTo(code);
    }

    private String assumed(String role, String token) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(rehearsal.cluster().awsEndpoint())
                .region(Region.of(RehearsedAccount.REGION))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            return sts.assumeRoleWithWebIdentity(request -> request.roleArn(Rehearsal.role(role))
                            .roleSessionName("rehearsal")
                            .webIdentityToken(token))
                    .assumedRoleUser()
                    .arn();
        }
    }

    private String token(String namespace, String account, String audience) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private String token(String kind) {
        Instant now = Instant.now();
        return switch (kind) {
            case "of another cluster" -> token("llm-judge-prod", now);
            // EKS takes one for 15 minutes, and lets clocks differ by five
            case "stale" -> token(Rehearsal.CLUSTER, now.minus(Duration.ofMinutes(16)));
            case "from the future" -> token(Rehearsal.CLUSTER, now.plus(Duration.ofMinutes(6)));
            case "tampered with" -> token(Rehearsal.CLUSTER, now).replaceAll(".{4}$", "AAAA");
            default -> token(Rehearsal.CLUSTER, now);
        };
    }

    private String token(String cluster, Instant signed) {
        return AgedTokens.of(
                cluster,
                RehearsedAccount.REGION,
                rehearsal.deployer().accessKeyId(),
                rehearsal.deployer().secretAccessKey(),
                signed);
    }

    private int namespacesWith(String token) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(admin.getMasterUrl().toString())
                .withCaCertData(admin.getConfiguration().getCaCertData())
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                // as our own client does: the server ends the connection of those it does not know
                .withHttp2Disable(true)
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return client.namespaces().list().getItems().size();
        }
    }
}
