package dev.plumbline.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.account.AwsClients;
import dev.plumbline.account.ScriptedAws;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.WorkloadIdentities;
import dev.plumbline.environment.WorkloadIdentities.Way;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.trust.PodTrustQuestion;
import dev.plumbline.observe.Against;
import dev.plumbline.preflight.Finding.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Against a server that answers as EKS does; moto knows no associations. */
class PodIdentityProbesTest {
    private static final Environment IRSA = Harness.load(Workspace.ofProcess(), Selection.of("dev"));
    private static final Environment PODS = Against.with(
            IRSA, "identities", new WorkloadIdentities(Way.POD_IDENTITY, Map.of("cluster_autoscaler", Way.IRSA)));

    private final PretendedEks eks = new PretendedEks(IRSA.cluster().name());
    private final AwsClients aws =
            new AwsClients("us-west-2", () -> AwsBasicCredentials.create("AKIATEST", "x"), Optional.of(eks.address()));

    @AfterEach
    void close() {
        aws.close();
        eks.close();
    }

    @Test
    void exactlyTheDeclaredAssociationsAreRight() {
        rightOnes().withAddOns("vpc-cni", "eks-pod-identity-agent");

        List<Finding> findings = findings(PODS);

        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.RIGHT);
        assertThat(findings)
                .extracting(Finding::subject)
                .contains(
                        "association of llm-judge/gateway-service",
                        "association of kube-system/aws-load-balancer-controller",
                        "Pod Identity agent")
                .doesNotContain("association of kube-system/cluster-autoscaler")
                .hasSize(8);
    }

    @Test
    void aMissingAssociationIsToldHowToMakeIt() {
        assertThat(wrong(PODS))
                .filteredOn(finding -> finding.subject().equals("association of llm-judge/gateway-service"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.found()).startsWith("there is none");
                    assertThat(finding.fix())
                            .isEqualTo(
                                    "aws eks create-pod-identity-association --cluster-name llm-judge-dev --namespace llm-judge"
                                            + " --service-account gateway-service --role-arn "
                                            + role("gateway_service"));
                });
    }

    @Test
    void anAssociationWithAnotherRoleIsWrong() {
        rightOnes().with("llm-judge", "gateway-service", role("judge_service")).withAddOns("eks-pod-identity-agent");

        assertThat(wrong(PODS)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("association of llm-judge/gateway-service");
            assertThat(finding.found())
                    .isEqualTo("gives %s, the environment names %s"
                            .formatted(role("judge_service"), role("gateway_service")));
            assertThat(finding.fix())
                    .contains(
                            "update-pod-identity-association",
                            "--association-id a-llm-judge-gateway-service",
                            "iam_role_arns.gateway_service");
        });
    }

    @Test
    void aRoleThatIsReachedThroughAnotherIsUnknown() {
        rightOnes()
                .with(
                        "llm-judge",
                        "gateway-service",
                        "arn:aws:iam::111122223333:role/base",
                        '"' + role("gateway_service") + '"')
                .withAddOns("eks-pod-identity-agent");

        assertThat(findings(PODS))
                .filteredOn(finding -> finding.verdict() != Verdict.RIGHT)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
                    assertThat(finding.found())
                            .contains(
                                    "through arn:aws:iam::111122223333:role/base",
                                    "trust of a target role is not judged here");
                });
    }

    @Test
    void theTrustOfATargetRoleIsNotJudgedAsIfEksAssumedIt() {
        rightOnes()
                .with(
                        "llm-judge",
                        "gateway-service",
                        "arn:aws:iam::111122223333:role/base",
                        '"' + role("gateway_service") + '"');
        String chained = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                 "Principal": {"AWS": "arn:aws:iam::111122223333:role/base"}, "Action": "sts:AssumeRole"}]}""";

        assertThat(trustOf(chained).verdict()).isEqualTo(Verdict.REMARK);
    }

    @Test
    void aConditionOnTagsThatAnAssociationKeepsBackIsWrong() {
        rightOnes().withoutTags("llm-judge", "gateway-service", role("gateway_service"));

        Finding narrow = trustOf(question(true).rightPolicy());
        assertThat(narrow.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(narrow.found()).contains("aws:RequestTag/");
        assertThat(narrow.fix()).contains("disableSessionTags").doesNotContain("aws:RequestTag/");
        assertThat(trustOf(question(false).rightPolicy()).verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void withoutTheAssociationItsTrustIsUnknown() {
        rightOnes().hiding("llm-judge", "gateway-service");

        assertThat(trustOf(question(true).rightPolicy()).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void oneAssociationThatMayNotBeLookedAtHidesNoOther() {
        rightOnes()
                .hiding("llm-judge", "gateway-service")
                .with("llm-judge", "judge-service", role("gateway_service"))
                .withAddOns("eks-pod-identity-agent");

        assertThat(findings(PODS))
                .filteredOn(finding -> finding.verdict() != Verdict.RIGHT)
                .extracting(finding -> finding.verdict() + " " + finding.subject())
                .containsExactlyInAnyOrder(
                        "UNKNOWN association of llm-judge/gateway-service",
                        "WRONG association of llm-judge/judge-service");
    }

    @Test
    void anAssociationBesideAnAnnotationIsAConflictThatPodIdentityWins() {
        eks.with("kube-system", "cluster-autoscaler", "arn:aws:iam::111122223333:role/forgotten");

        for (Environment environment : List.of(IRSA, PODS)) {
            assertThat(wrong(environment))
                    .filteredOn(finding -> finding.subject().equals("association of kube-system/cluster-autoscaler"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.found())
                                .isEqualTo(
                                        "there is one with arn:aws:iam::111122223333:role/forgotten, beside the annotation of"
                                                + " IRSA: Pod Identity wins");
                        assertThat(finding.fix())
                                .contains(
                                        "delete-pod-identity-association",
                                        "workload_identities.cluster_autoscaler: pod-identity");
                    });
        }
    }

    @Test
    void aStrangerWithARoleOfOursIsFound() {
        rightOnes()
                .with("elsewhere", "somebody", role("gateway_service"))
                .with("elsewhere", "harmless", "arn:aws:iam::111122223333:role/its-own")
                .withAddOns("eks-pod-identity-agent");

        assertThat(wrong(PODS)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("association of elsewhere/somebody");
            assertThat(finding.found()).contains("which is another account's");
        });
    }

    @Test
    void onAClusterOfManyNotEachStrangerCostsARequest() {
        for (int i = 0; i < 40; i++) {
            eks.with("others", "account-" + i, "arn:aws:iam::111122223333:role/its-own");
        }

        assertThat(findings(IRSA)).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(finding.found()).isEqualTo("30 of other accounts were not looked at");
        });
        assertThat(eks.asked())
                .filteredOn(path -> path.contains("/pod-identity-associations/"))
                .hasSize(10);
    }

    @Test
    void withoutTheAgentNoAssociationIsOfUse() {
        rightOnes().withAddOns("vpc-cni");

        assertThat(wrong(PODS)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("Pod Identity agent");
            assertThat(finding.fix())
                    .isEqualTo("aws eks create-addon --cluster-name llm-judge-dev --addon-name eks-pod-identity-agent");
        });
        eks.inAutoMode();
        assertThat(wrong(PODS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, RIGHT", "UPDATING, RIGHT", "CREATE_FAILED, WRONG", "DEGRADED, WRONG", "DELETING, WRONG"})
    void anAgentThatIsThereMustWork(String status, Verdict verdict) {
        rightOnes().withAddOns("eks-pod-identity-agent").withAddOnsThatAre(status);

        assertThat(findings(PODS))
                .filteredOn(finding -> finding.subject().equals("Pod Identity agent"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(verdict);
                    assertThat(finding.found()).contains(status);
                });
    }

    @Test
    void whereNoRoleIsByIrsaNobodyAsksForTheProvider() {
        Environment all = Against.with(IRSA, "identities", new WorkloadIdentities(Way.POD_IDENTITY, Map.of()));

        assertThat(new Preflight(all, aws).run().findings())
                .extracting(Finding::subject)
                .contains("Pod Identity agent")
                .doesNotContain("OIDC provider");
        assertThat(new Preflight(PODS, aws).run().findings())
                .extracting(Finding::subject)
                .contains("OIDC provider");
    }

    @Test
    void whereAllUseIrsaOneRequestShowsThatNothingIsInTheWay() {
        assertThat(findings(IRSA)).extracting(Finding::verdict).containsExactly(Verdict.RIGHT);
        assertThat(eks.asked()).containsExactly("/clusters/llm-judge-dev/pod-identity-associations");
    }

    @Test
    void whatMayNotBeReadIsUnknown() {
        eks.refusing(403);

        assertThat(findings(PODS)).extracting(Finding::verdict).containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
    }

    @Test
    void aClusterThatIsNotThereIsSaidByAnother() {
        eks.refusing(404);

        assertThat(findings(PODS)).isEmpty();
    }

    @Test
    void aPreflightAsksForThem() {
        rightOnes().withAddOns("eks-pod-identity-agent");

        assertThat(new Preflight(PODS, aws).run().findings())
                .filteredOn(finding -> finding.verdict() == Verdict.RIGHT)
                .extracting(Finding::subject)
                .contains("association of llm-judge/gateway-service", "Pod Identity agent");
    }

    @Test
    void trustIsJudgedByTheWayThatTheRoleIsGiven() {
        RoleArn role = RoleArn.parse(role("gateway_service")).orElseThrow();
        ServiceAccount account = new ServiceAccount("llm-judge", "gateway-service");
        String plain = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "pods.eks.amazonaws.com"},
                 "Action": ["sts:AssumeRole", "sts:TagSession"]}]}""";

        assertThat(PodIdentityProbes.trust(PODS, "gateway_service", account, role, plain, true)
                        .verdict())
                .isEqualTo(Verdict.RIGHT);
        Finding wrong = PodIdentityProbes.trust(
                PODS, "gateway_service", account, role, plain.replace(", \"sts:TagSession\"", ""), true);
        assertThat(wrong.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(wrong.found()).contains("sts:TagSession");
        assertThat(wrong.fix())
                .contains(
                        "\"aws:RequestTag/eks-cluster-arn\": \"arn:aws:eks:us-west-2:111122223333:cluster/llm-judge-dev\"");
    }

    @Test
    void aRoleIsAskedForTheTrustThatItsWayNeeds() {
        String irsa =
                "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Federated%22%3A%22"
                        + "arn%3Aaws%3Aiam%3A%3A111122223333%3Aoidc-provider%2Fx%22%7D%2C"
                        + "%22Action%22%3A%22sts%3AAssumeRoleWithWebIdentity%22%7D%5D%7D";
        try (ScriptedAws script = new ScriptedAws();
                AwsClients scripted = new AwsClients(
                        "us-west-2",
                        () -> AwsBasicCredentials.create("AKIATEST", "x"),
                        Optional.of(script.address()))) {
            for (int i = 0; i < 2; i++) {
                script.answering(200, """
                        <GetRoleResponse><GetRoleResult><Role><Arn>%s</Arn><RoleName>r</RoleName><RoleId>R</RoleId><Path>/</Path>
                        <AssumeRolePolicyDocument>%s</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>""".formatted(role("gateway_service"), irsa));
            }

            assertThat(trust(PODS, scripted).fix()).contains("pods.eks.amazonaws.com", "sts:TagSession");
            assertThat(trust(IRSA, scripted).fix())
                    .contains("sts:AssumeRoleWithWebIdentity")
                    .doesNotContain("pods.eks");
        }
    }

    private static PodTrustQuestion question(boolean tagged) {
        return PodIdentityProbes.question(
                PODS,
                new ServiceAccount("llm-judge", "gateway-service"),
                RoleArn.parse(role("gateway_service")).orElseThrow(),
                tagged);
    }

    /** What a preflight says of the gateway's role with this policy, and the associations that EKS has. */
    private Finding trustOf(String policy) {
        try (ScriptedAws script = new ScriptedAws();
                AwsClients scripted = new AwsClients(
                        "us-west-2",
                        () -> AwsBasicCredentials.create("AKIATEST", "x"),
                        Optional.of(script.address()))) {
            script.answering(200, """
                    <GetRoleResponse><GetRoleResult><Role><Arn>%s</Arn><RoleName>r</RoleName><RoleId>R</RoleId><Path>/</Path>
                    <AssumeRolePolicyDocument>%s</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>""".formatted(
                            role("gateway_service"),
                            URLEncoder.encode(policy, StandardCharsets.UTF_8).replace("+", "%20")));
            return trust(PODS, scripted);
        }
    }

    private Finding trust(Environment environment, AwsClients scripted) {
        return new RoleProbes(
                        environment,
                        scripted.iam(),
                        new Associations(aws.eks(), environment.cluster().name())::of)
                .probes().stream()
                        .filter(probe -> probe.subject().equals("role gateway_service"))
                        .findFirst()
                        .orElseThrow()
                        .findings(false)
                        .get(0);
    }

    private PretendedEks rightOnes() {
        Roles.accountsOf(PODS).forEach((key, account) -> {
            if (PODS.identities().usesPodIdentity(key)) {
                eks.with(account.namespace(), account.name(), role(key));
            }
        });
        return eks;
    }

    private List<Finding> wrong(Environment environment) {
        return findings(environment).stream()
                .filter(finding -> finding.verdict() == Verdict.WRONG)
                .toList();
    }

    private List<Finding> findings(Environment environment) {
        return new PodIdentityProbes(
                        environment,
                        aws.eks(),
                        new Associations(aws.eks(), environment.cluster().name()))
                .probes().stream()
                        .flatMap(probe -> probe.findings(false).stream())
                        .toList();
    }

    private static String role(String key) {
        return IRSA.iamRoleArns().get(key);
    }
}
