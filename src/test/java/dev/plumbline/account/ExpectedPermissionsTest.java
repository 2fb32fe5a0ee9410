package dev.plumbline.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.iam.permission.DocumentedPermissions;
import dev.plumbline.iam.permission.Expectation;
import dev.plumbline.iam.permission.PermissionCheck;
import dev.plumbline.iam.permission.RolePolicies;
import dev.plumbline.iam.permission.Surplus;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the project expects of its roles fits policies as they are published, and notices when one changes. */
class ExpectedPermissionsTest {
    private static final Environment DEV = Harness.load(Workspace.ofProcess(), Selection.of("dev"));

    static Stream<String> roles() {
        return DEV.iamRoleArns().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("roles")
    void everyRoleHasSomethingThatItMustAndSomethingThatItMustNot(String role) {
        assertThat(ExpectedPermissions.of(DEV, role))
                .extracting(Expectation::allowed)
                .contains(true, false);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void thePublishedPolicyIsRight(String role) {
        assertThat(findings(role, RolePolicyFixtures.of(role, DEV))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleThatMayDoEverythingIsFound(String role) {
        String everything = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}";

        assertThat(findings(role, everything.replace('\'', '"'))).isNotEmpty().allSatisfy(finding -> assertThat(finding)
                .contains("must be refused and is allowed by policy fixture"));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleThatMayDoNothingIsFound(String role) {
        ObjectNode policy = (ObjectNode) JsonMapper.shared().readTree(RolePolicyFixtures.of(role, DEV));
        policy.get("Statement").forEach(statement -> ((ObjectNode) statement).put("Effect", "Deny"));

        assertThat(findings(role, policy.toString()))
                .anySatisfy(finding -> assertThat(finding).contains("must be allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway_service", "redis_service", "judge_service", "external_secrets_operator"})
    void aNarrowRoleHasNothingToSpare(String role) {
        assertThat(new Surplus(ExpectedPermissions.of(DEV, role)).of(policies(RolePolicyFixtures.of(role, DEV))))
                .isEmpty();
    }

    @Test
    void wordsForResourcesBecomeTheArnsOfTheEnvironment() {
        assertThat(List.of("topic/judge", "queue/judge", "secret/rds", "appconfig/profile", "*"))
                .extracting(word -> ExpectedPermissions.arn(word, DEV))
                .containsExactly(
                        DEV.messaging().judgeTopicArn(),
                        "arn:aws:sqs:us-west-2:111122223333:llm-judge-dev-judge",
                        DEV.secrets().rdsSecretId(),
                        "arn:aws:appconfig:us-west-2:111122223333:application/%s/environment/%s/configuration/%s"
                                .formatted(
                                        DEV.appConfig().application(),
                                        DEV.appConfig().environment(),
                                        DEV.appConfig().profile()),
                        "*");
    }

    private static List<String> findings(String role, String policy) {
        return new PermissionCheck(ExpectedPermissions.of(DEV, role))
                .findings(new DocumentedPermissions(policies(policy)));
    }

    private static RolePolicies policies(String policy) {
        try {
            return new RolePolicies(
                    Map.of("fixture", PolicyReader.ofPermissions().read(policy)), false);
        } catch (UnreadablePolicy e) {
            throw new IllegalArgumentException(e);
        }
    }
}
