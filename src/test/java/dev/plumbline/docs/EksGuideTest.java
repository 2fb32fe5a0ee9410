package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.Statement;
import dev.plumbline.iam.policy.UnreadablePolicy;
import dev.plumbline.iam.trust.PodTrustEvaluator;
import dev.plumbline.iam.trust.PodTrustQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people copy out of the guide is what IAM takes. */
class EksGuideTest {
    private static final Pattern JSON = Pattern.compile("(?s)```json\\n(.*?)```");

    @Test
    void everyPolicyIsOneThatIamWouldKeep() throws IOException, UnreadablePolicy {
        List<String> policies = policies();

        assertThat(policies).hasSize(4);
        for (String policy : policies) {
            PolicyReader reader = isTrust(policy) ? PolicyReader.ofTrust() : PolicyReader.ofPermissions();
            assertThat(reader.read(policy).statements()).isNotEmpty();
        }
    }

    @Test
    void thePoliciesAllowNothingThatWrites() throws IOException, UnreadablePolicy {
        for (String policy : policies()) {
            if (!isTrust(policy)) {
                assertThat(PolicyReader.ofPermissions().read(policy).statements())
                        .flatMap(statement -> statement.actions().patterns())
                        .allMatch(action -> action.matches("[a-z0-9]+:(Get|List|Describe|Simulate)[A-Za-z]+"));
            }
        }
    }

    @Test
    void theNightlyRoleAdmitsOneEnvironmentOfOneRepository() throws IOException, UnreadablePolicy {
        PolicyDocument trust = PolicyReader.ofTrust()
                .read(policies().stream()
                        .filter(EksGuideTest::isTrust)
                        .findFirst()
                        .orElseThrow());
        Statement statement = trust.statements().get(0);

        assertThat(trust.statements()).hasSize(1);
        assertThat(statement.conditions()).hasSize(2).allSatisfy(condition -> {
            assertThat(condition.operator()).hasToString("StringEquals");
            assertThat(condition.values()).hasSize(1).noneMatch(value -> value.contains("*"));
        });
        assertThat(statement.conditions())
                .flatMap(condition -> condition.values())
                .contains(OidcProvider.STS, "repo:ORG/REPO:environment:dev");
    }

    @Test
    void theRoleOfPodIdentityAdmitsTheAccountOfTheGuide() throws IOException {
        String policy = policies().stream()
                .filter(text -> text.contains("pods.eks.amazonaws.com"))
                .findFirst()
                .orElseThrow();
        PodTrustQuestion question = new PodTrustQuestion(
                RoleArn.parse("arn:aws:iam::111122223333:role/GATEWAY").orElseThrow(),
                new ServiceAccount("llm-judge", "gateway-service"),
                "arn:aws:eks:REGION:ACCOUNT:cluster/CLUSTER");

        assertThat(new PodTrustEvaluator().judge(policy, question).isRight()).isTrue();
    }

    @Test
    void namesWhatTheNightlyWorkflowReads() throws IOException {
        String guide = Files.readString(Path.of("docs/eks.md"));
        String nightly = Files.readString(Path.of(".github/workflows/nightly.yml"));

        assertThat(Pattern.compile("vars\\.(\\w+)").matcher(nightly).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(variable -> guide.contains("`" + variable + "`"));
    }

    private static boolean isTrust(String policy) {
        return policy.contains("\"Principal\"");
    }

    private static List<String> policies() throws IOException {
        return JSON.matcher(Files.readString(Path.of("docs/eks.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
