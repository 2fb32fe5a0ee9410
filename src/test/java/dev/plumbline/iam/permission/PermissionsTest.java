package dev.plumbline.iam.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.iam.permission.Decision.Outcome;
import dev.plumbline.iam.policy.PolicyDocument;
import dev.plumbline.iam.policy.PolicyReader;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents allow, and how that compares with what is expected. */
class PermissionsTest {
    private static final String TOPIC = "arn:aws:sns:us-west-2:111122223333:inference";
    private static final String QUEUE = "arn:aws:sqs:us-west-2:111122223333:inference";
    private static final String SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:rds-a1b2c3";
    private static final String CLUSTER_TAG = "elbv2.k8s.aws/cluster";

    static Stream<Arguments> decisions() {
        String publish = allow("sns:Publish", TOPIC);
        return Stream.of(
                arguments("as written", publish, ask("sns:Publish", TOPIC), Outcome.ALLOWED),
                arguments("action in other capitals", publish, ask("SNS:publish", TOPIC), Outcome.ALLOWED),
                arguments("another action", publish, ask("sns:Subscribe", TOPIC), Outcome.NOT_ALLOWED),
                arguments("another resource", publish, ask("sns:Publish", TOPIC + "2"), Outcome.NOT_ALLOWED),
                arguments(
                        "resource in other capitals",
                        publish,
                        ask("sns:Publish", TOPIC.replace("inf", "INF")),
                        Outcome.NOT_ALLOWED),
                arguments(
                        "every action of a service", allow("sns:*", TOPIC), ask("sns:Publish", TOPIC), Outcome.ALLOWED),
                arguments(
                        "a secret by its bare name never matches",
                        allow("secretsmanager:GetSecretValue", SECRET.replace("-a1b2c3", "")),
                        ask("secretsmanager:GetSecretValue", SECRET),
                        Outcome.NOT_ALLOWED),
                arguments(
                        "a secret with six open characters",
                        allow("secretsmanager:GetSecretValue", SECRET.replace("a1b2c3", "??????")),
                        ask("secretsmanager:GetSecretValue", SECRET),
                        Outcome.ALLOWED),
                arguments(
                        "a Deny wins",
                        publish + "," + allow("sns:*", "*").replace("Allow", "Deny"),
                        ask("sns:Publish", TOPIC),
                        Outcome.DENIED),
                arguments(
                        "a Deny of something else",
                        publish + "," + allow("sqs:*", "*").replace("Allow", "Deny"),
                        ask("sns:Publish", TOPIC),
                        Outcome.ALLOWED),
                arguments(
                        "NotAction",
                        "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}",
                        ask("sns:Publish", TOPIC),
                        Outcome.ALLOWED),
                arguments(
                        "NotResource",
                        "{'Effect':'Allow','Action':'sns:Publish','NotResource':'" + TOPIC + "'}",
                        ask("sns:Publish", TOPIC),
                        Outcome.NOT_ALLOWED),
                arguments(
                        "a condition on a tag that the request brings",
                        tagged("false"),
                        asking("elasticloadbalancing:CreateLoadBalancer", "aws:RequestTag/" + CLUSTER_TAG, "dev"),
                        Outcome.ALLOWED),
                arguments(
                        "the same without the tag",
                        tagged("false"),
                        ask("elasticloadbalancing:CreateLoadBalancer", "*"),
                        Outcome.NOT_ALLOWED),
                arguments(
                        "a condition that the tag is absent",
                        tagged("true"),
                        ask("elasticloadbalancing:CreateLoadBalancer", "*"),
                        Outcome.ALLOWED),
                arguments(
                        "a service that the request names",
                        conditioned(
                                "iam:CreateServiceLinkedRole",
                                "'StringEquals':{'iam:AWSServiceName':'elasticloadbalancing.amazonaws.com'}"),
                        asking(
                                "iam:CreateServiceLinkedRole",
                                "iam:AWSServiceName",
                                "elasticloadbalancing.amazonaws.com"),
                        Outcome.ALLOWED),
                arguments(
                        "another service",
                        conditioned(
                                "iam:CreateServiceLinkedRole",
                                "'StringEquals':{'iam:AWSServiceName':'elasticloadbalancing.amazonaws.com'}"),
                        asking("iam:CreateServiceLinkedRole", "iam:AWSServiceName", "ec2.amazonaws.com"),
                        Outcome.NOT_ALLOWED),
                arguments(
                        "an address",
                        conditioned("sns:Publish", "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"),
                        ask("sns:Publish", "*"),
                        Outcome.UNKNOWN),
                arguments(
                        "a Deny by address",
                        publish + ","
                                + conditioned("*", "'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}")
                                        .replace("Allow", "Deny"),
                        ask("sns:Publish", TOPIC),
                        Outcome.UNKNOWN),
                arguments(
                        "a variable in the resource",
                        allow("sns:Publish", "arn:aws:sns:us-west-2:111122223333:${aws:username}"),
                        ask("sns:Publish", TOPIC),
                        Outcome.UNKNOWN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void decidesAsIamDocuments(String name, String statements, Question question, Outcome outcome) {
        assertThat(documented(statements).decide(List.of(question)))
                .singleElement()
                .extracting(Decision::outcome)
                .isEqualTo(outcome);
    }

    @Test
    void aBoundaryLeavesOpenWhatDocumentsAllow() {
        RolePolicies bounded = new RolePolicies(Map.of("p", document(allow("sns:Publish", TOPIC))), true);

        assertThat(new DocumentedPermissions(bounded).decide(List.of(ask("sns:Publish", TOPIC))))
                .singleElement()
                .extracting(Decision::outcome)
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aRoleAsExpectedHasNoFinding() {
        assertThat(gateway().findings(documented(allow("sns:Publish", TOPIC)))).isEmpty();
    }

    @Test
    void saysWhatIsMissingAndWhatIsTooMuch() {
        String tooMuch = allow("sqs:*", "*");

        assertThat(gateway().findings(documented(tooMuch)))
                .containsExactly(
                        "publishes: sns:Publish on " + TOPIC + " must be allowed, and no statement allows it",
                        "reads no queue: sqs:ReceiveMessage on " + QUEUE
                                + " must be refused and is allowed by policy p, Statement[0]");
    }

    @Test
    void namesTheStatementThatDenies() {
        String denied =
                allow("sns:Publish", TOPIC) + ",{'Sid':'Freeze','Effect':'Deny','Action':'sns:*','Resource':'*'}";

        assertThat(gateway().findings(documented(denied)))
                .singleElement()
                .asString()
                .endsWith("must be allowed and is denied by policy p, Statement[1] \"Freeze\"");
    }

    @Test
    void whatCannotBeDecidedIsAFindingEitherWay() {
        String open = conditioned("*", "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}");

        assertThat(gateway().findings(documented(open))).hasSize(2).allSatisfy(finding -> assertThat(finding)
                .contains("cannot be decided"));
    }

    @Test
    void leastPrivilegeNamesWhatNothingExpects() {
        String statements = String.join(
                ",",
                allow("sns:Publish", TOPIC),
                allow("sns:Publish", "*"),
                allow("sns:P*", TOPIC),
                allow("s3:GetObject", "*"),
                "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}");
        RolePolicies policies = new RolePolicies(Map.of("p", document(statements)), false);

        assertThat(new Surplus(gateway().expectations()).of(policies))
                .containsExactly(
                        "policy p, Statement[1] allows sns:Publish on every resource, expected on " + TOPIC,
                        "policy p, Statement[2] allows sns:P*, of which only some are expected",
                        "policy p, Statement[3] allows s3:GetObject on *, which nothing expects",
                        "policy p, Statement[4] allows everything but iam:*");
    }

    private static PermissionCheck gateway() {
        return new PermissionCheck(List.of(
                new Expectation("publishes", true, List.of("sns:Publish"), TOPIC, Map.of()),
                new Expectation("reads no queue", false, List.of("sqs:ReceiveMessage"), QUEUE, Map.of())));
    }

    private static DocumentedPermissions documented(String statements) {
        Map<String, PolicyDocument> documents = new LinkedHashMap<>();
        documents.put("p", document(statements));
        return new DocumentedPermissions(new RolePolicies(documents, false));
    }

    private static PolicyDocument document(String statements) {
        try {
            return PolicyReader.ofPermissions()
                    .read(("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"'));
        } catch (UnreadablePolicy e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String allow(String action, String resource) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    private static String conditioned(String action, String conditions) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'*','Condition':{" + conditions + "}}";
    }

    private static String tagged(String absent) {
        return conditioned(
                "elasticloadbalancing:CreateLoadBalancer",
                "'Null':{'aws:RequestTag/" + CLUSTER_TAG + "':'" + absent + "'}");
    }

    private static Question ask(String action, String resource) {
        return new Question(action, resource, Map.of());
    }

    private static Question asking(String action, String key, String value) {
        return new Question(action, "*", Map.of(key, value));
    }
}
