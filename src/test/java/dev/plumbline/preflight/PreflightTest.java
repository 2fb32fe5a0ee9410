package dev.plumbline.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.account.AwsClients;
import dev.plumbline.account.ScriptedAws;
import dev.plumbline.account.SimulatedPermissions;
import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.iam.permission.Decision;
import dev.plumbline.iam.permission.Decision.Outcome;
import dev.plumbline.iam.permission.Question;
import dev.plumbline.preflight.Finding.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** What AWS may answer and no emulator does. */
class PreflightTest {
    private static final Environment DEV = Harness.load(Workspace.ofProcess(), Selection.of("dev"));
    private static final String ROLE = "arn:aws:iam::111122223333:role/r";

    private final ScriptedAws script = new ScriptedAws();
    private final AwsClients aws = new AwsClients(
            "us-west-2", () -> AwsBasicCredentials.create("AKIATEST", "x"), Optional.of(script.address()));

    @AfterEach
    void close() {
        aws.close();
        script.close();
    }

    @Test
    void inAnotherAccountAsksNothingButWhoWeAre() {
        script.answering(200, identity("444455556666"));

        PreflightReport report = new Preflight(DEV, aws).run();

        assertThat(report.passed()).isFalse();
        assertThat(report.requests()).isEqualTo(1);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(finding.found()).contains("account 444455556666", "aws_account_id 111122223333");
            assertThat(finding.fix()).contains("aws_access.profile", "AWS_PROFILE is ignored");
        });
    }

    @Test
    void throttlingIsWaitedForAndShown() {
        script.refusing(400, "Throttling")
                .refusing(429, "TooManyRequestsException")
                .answering(200, identity("444455556666"));

        PreflightReport report = new Preflight(DEV, aws).run();

        assertThat(report.requests()).isEqualTo(3);
        assertThat(report.repeated()).isEqualTo(2);
        assertThat(report.findings()).extracting(Finding::verdict).containsExactly(Verdict.WRONG);
    }

    @Test
    void expiredCredentialsAreUnknownAndNeverAPass() {
        script.refusing(403, "ExpiredToken");

        PreflightReport report = new Preflight(DEV, aws).run();

        assertThat(report.passed()).isFalse();
        assertThat(report.findings()).extracting(Finding::verdict).containsExactly(Verdict.UNKNOWN);
    }

    @Test
    void whatMayNotBeReadSaysWhichPolicyIsMissing() {
        script.refusing(403, "AccessDenied");
        Probe probe = new Probe("role r", () -> {
            aws.iam().getRole(request -> request.roleName("r"));
            return List.of();
        });

        assertThat(probe.findings(false)).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(finding.found()).startsWith("may not be read");
            assertThat(finding.fix()).contains("docs/eks.md");
        });
    }

    @Test
    void oneRequestSimulatesAllQuestionsWithTheSameContext() {
        script.answering(200, """
                <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>
                <member><EvalActionName>sns:Publish</EvalActionName><EvalResourceName>a</EvalResourceName><EvalDecision>allowed</EvalDecision>
                 <ResourceSpecificResults>
                 <member><EvalResourceName>a</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision><MatchedStatements><member><SourcePolicyId>p1</SourcePolicyId></member></MatchedStatements></member>
                 <member><EvalResourceName>b</EvalResourceName><EvalResourceDecision>explicitDeny</EvalResourceDecision><MatchedStatements><member><SourcePolicyId>p2</SourcePolicyId></member></MatchedStatements></member>
                 </ResourceSpecificResults></member>
                <member><EvalActionName>sqs:ReceiveMessage</EvalActionName><EvalResourceName>b</EvalResourceName><EvalDecision>implicitDeny</EvalDecision>
                 <MissingContextValues><member>aws:ResourceTag/x</member></MissingContextValues></member>
                </EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>""");

        List<Decision> decisions = new SimulatedPermissions(aws.iam(), ROLE)
                .decide(List.of(
                        ask("sns:Publish", "a"),
                        ask("sns:Publish", "b"),
                        ask("sqs:ReceiveMessage", "b"),
                        ask("sqs:ReceiveMessage", "a")));

        assertThat(decisions)
                .extracting(Decision::outcome)
                .containsExactly(Outcome.ALLOWED, Outcome.DENIED, Outcome.NOT_ALLOWED, Outcome.UNKNOWN);
        assertThat(decisions.get(1).because()).isEqualTo("policy p2");
        assertThat(decisions.get(2).because()).contains("not said: aws:ResourceTag/x");
        assertThat(script.asked()).singleElement().asString().contains("Action=SimulatePrincipalPolicy", ROLE);
    }

    @Test
    void theContextOfAnActionIsSaidToTheSimulator() {
        script.answering(200, """
                <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults/></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>""");

        new SimulatedPermissions(aws.iam(), ROLE)
                .decide(List.of(new Question("iam:CreateServiceLinkedRole", "*", Map.of("iam:AWSServiceName", "elb"))));

        assertThat(script.asked())
                .singleElement()
                .asString()
                .contains("ContextKeyName=iam:AWSServiceName", "ContextKeyType=string", "=elb");
    }

    private static Question ask(String action, String resource) {
        return new Question(action, resource, Map.of());
    }

    private static String identity(String account) {
        return """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws:iam::%1$s:user/somebody</Arn><UserId>U</UserId><Account>%1$s</Account>
                </GetCallerIdentityResult></GetCallerIdentityResponse>""".formatted(account);
    }
}
