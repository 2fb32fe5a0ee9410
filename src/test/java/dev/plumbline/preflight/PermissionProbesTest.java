package dev.plumbline.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.account.AwsClients;
import dev.plumbline.account.RolePolicyFixtures;
import dev.plumbline.account.ScriptedAws;
import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.iam.permission.Evidence;
import dev.plumbline.preflight.Finding.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class PermissionProbesTest {
    private static final Environment DEV = Harness.load(Workspace.ofProcess(), Selection.of("dev"));
    private static final String KEY = "redis_service";

    private final ScriptedAws script = new ScriptedAws();
    private final AwsClients aws = new AwsClients(
            "us-west-2", () -> AwsBasicCredentials.create("AKIATEST", "x"), Optional.of(script.address()));

    @AfterEach
    void close() {
        aws.close();
        script.close();
    }

    @Test
    void whereNothingMayBeSimulatedDocumentsDecide() {
        script.answering(200, details()).refusing(403, "AccessDenied");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.RIGHT);
            assertThat(finding.found()).contains("from its policy documents").doesNotContain("simulat");
        });
    }

    @Test
    void whereNothingMayBeSimulatedOrReadItIsUnknown() {
        script.refusing(403, "AccessDenied").refusing(403, "AccessDenied");

        assertThat(findings())
                .extracting(Finding::verdict)
                .contains(Verdict.UNKNOWN)
                .doesNotContain(Verdict.RIGHT);
    }

    @Test
    void whatNobodyCouldDecideIsUnknownAndNoReasonToChangeAPolicy() {
        script.answering(200, details()).answering(200, """
                <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults/></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>""");

        assertThat(findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(finding.fix()).doesNotContain("change its policy");
        });
    }

    private List<Finding> findings() {
        return new PermissionProbes(DEV, aws.iam(), Evidence.SIMULATED)
                .probes().stream()
                        .filter(probe -> probe.subject().equals("permissions of " + KEY))
                        .findFirst()
                        .orElseThrow()
                        .findings(false);
    }

    private static String details() {
        return """
                <GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated>
                <RoleDetailList><member><RoleName>r</RoleName><Arn>%s</Arn><RolePolicyList><member><PolicyName>own</PolicyName>
                <PolicyDocument>%s</PolicyDocument></member></RolePolicyList></member></RoleDetailList>
                </GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>""".formatted(
                        DEV.iamRoleArns().get(KEY),
                        URLEncoder.encode(RolePolicyFixtures.of(KEY, DEV), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
    }
}
