package dev.plumbline.iam.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.ServiceAccount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get wrong in trust policies for EKS Pod Identity, and what only looks wrong. */
class PodTrustEvaluatorTest {
    private static final String CLUSTER = "arn:aws:eks:us-west-2:111122223333:cluster/llm-judge-dev";
    private static final PodTrustQuestion QUESTION = new PodTrustQuestion(
            RoleArn.parse("arn:aws:iam::111122223333:role/gateway").orElseThrow(),
            new ServiceAccount("llm-judge", "gateway-service"),
            CLUSTER);

    private final PodTrustEvaluator evaluator = new PodTrustEvaluator();

    static Stream<Arguments> good() {
        return Stream.of(
                arguments("as AWS documents it", policy(plain())),
                arguments("limited to the account", QUESTION.rightPolicy()),
                arguments(
                        "limited to the cluster alone",
                        policy(when("'StringEquals': {'aws:RequestTag/eks-cluster-arn': 'CLUSTER'}"))),
                arguments(
                        "limited by ArnEquals",
                        policy(when("'ArnEquals': {'aws:RequestTag/eks-cluster-arn': 'CLUSTER'}"))),
                arguments(
                        "limited to the cluster's name",
                        policy(when("'StringEquals': {'aws:RequestTag/eks-cluster-name': 'llm-judge-dev'}"))),
                arguments(
                        "limited to namespaces with a wildcard",
                        policy(when("'StringLike': {'aws:RequestTag/kubernetes-namespace': 'llm-*'}"))),
                arguments(
                        "keys in other capitals",
                        policy(when("'StringEquals': {'AWS:requesttag/Kubernetes-Namespace': 'llm-judge'}"))),
                arguments(
                        "several accounts, of which associations choose",
                        policy(
                                when(
                                        "'StringEquals': {'aws:RequestTag/kubernetes-service-account': ['other', 'gateway-service']}"))),
                arguments(
                        "actions with a wildcard",
                        policy(plain().replace("['sts:AssumeRole', 'sts:TagSession']", "'sts:*'"))),
                arguments(
                        "actions in two statements",
                        policy(plain().replace(", 'sts:TagSession'", ""), plain().replace("'sts:AssumeRole', ", ""))),
                arguments(
                        "principal in an array",
                        policy(plain().replace("'pods.eks.amazonaws.com'", "['pods.eks.amazonaws.com']"))),
                arguments(
                        "a Deny of another namespace",
                        policy(
                                plain(),
                                deny("'StringNotEquals': {'aws:RequestTag/kubernetes-namespace': 'llm-judge'}"))),
                arguments(
                        "another principal that may only tag",
                        policy(plain(), plain().replace("pods.eks", "ec2").replace("'sts:AssumeRole', ", ""))));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments(
                        "no sts:TagSession",
                        policy(plain().replace(", 'sts:TagSession'", "")),
                        "sts:TagSession, which EKS needs"),
                arguments(
                        "no sts:AssumeRole",
                        policy(plain().replace("'sts:AssumeRole', ", "")),
                        "sts:AssumeRole, which EKS needs"),
                arguments(
                        "IRSA's action",
                        policy(plain().replace("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity")),
                        "sts:AssumeRole, which"),
                arguments(
                        "EKS itself instead of its pods",
                        policy(plain().replace("pods.eks", "eks")),
                        "not Service pods.eks.amazonaws.com"),
                arguments("nodes", policy(plain().replace("pods.eks", "ec2")), "not Service pods.eks.amazonaws.com"),
                arguments(
                        "the service as an AWS principal's name",
                        policy(plain().replace(
                                        "'Service': 'pods.eks.amazonaws.com'",
                                        "'AWS': 'arn:aws:iam::111122223333:root'")),
                        "not Service pods.eks.amazonaws.com"),
                arguments("still IRSA", policy(irsa()), "not Service pods.eks.amazonaws.com"),
                arguments(
                        "another namespace",
                        policy(when("'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'default'}")),
                        "kubernetes-namespace = \"default\""),
                arguments(
                        "another account",
                        policy(when("'StringEquals': {'aws:RequestTag/kubernetes-service-account': 'gateway'}")),
                        "kubernetes-service-account = \"gateway\""),
                arguments(
                        "other capitals of the account",
                        policy(when(
                                "'StringEquals': {'aws:RequestTag/kubernetes-service-account': 'Gateway-Service'}")),
                        "Gateway-Service"),
                arguments(
                        "a wildcard taken literally",
                        policy(when("'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'llm-*'}")),
                        "llm-*"),
                arguments(
                        "another cluster",
                        policy(when("'StringEquals': {'aws:RequestTag/eks-cluster-arn': 'CLUSTER-2'}")),
                        "eks-cluster-arn"),
                arguments(
                        "another cluster by ArnEquals",
                        policy(when("'ArnEquals': {'aws:RequestTag/eks-cluster-arn': 'CLUSTER-2'}")),
                        "ArnEquals"),
                arguments(
                        "claims of a token, which there is none of",
                        policy(
                                when(
                                        "'StringEquals': {'oidc.eks.us-west-2.amazonaws.com/id/A1:sub': 'system:serviceaccount:llm-judge:gateway-service'}")),
                        ":sub"),
                arguments(
                        "a condition that only one of the two statements fulfils",
                        policy(
                                plain().replace(", 'sts:TagSession'", ""),
                                when("'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'x'}")),
                        "sts:TagSession"),
                arguments(
                        "a Deny of tagging",
                        policy(plain(), plain().replace("Allow", "Deny").replace("'sts:AssumeRole', ", "")),
                        "denies EKS sts:TagSession"),
                arguments(
                        "a Deny of everything",
                        policy(plain(), "{'Effect': 'Deny', 'Principal': '*', 'Action': '*'}"),
                        "denies EKS sts:AssumeRole"),
                arguments(
                        "a Deny of this namespace",
                        policy(plain(), deny("'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'llm-judge'}")),
                        "a Deny wins"),
                arguments(
                        "a source that only the request shows",
                        policy(when("'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}")),
                        "depends on the request"),
                arguments(
                        "a Deny that only the request decides",
                        policy(plain(), deny("'StringEquals': {'aws:RequestTag/kubernetes-pod-name': 'x'}")),
                        "depends on the request"),
                arguments("IRSA left beside it", policy(plain(), irsa()), "IRSA is left beside Pod Identity"),
                arguments(
                        "the whole account beside it",
                        policy(
                                plain(),
                                plain().replace("'Service': 'pods.eks.amazonaws.com'", "'AWS': '111122223333'")),
                        "every statement counts"),
                arguments(
                        "nodes beside it",
                        policy(plain().replace(
                                        "'pods.eks.amazonaws.com'", "['pods.eks.amazonaws.com', 'ec2.amazonaws.com']")),
                        "ec2.amazonaws.com"),
                arguments(
                        "anybody", policy(plain().replace("{'Service': 'pods.eks.amazonaws.com'}", "'*'")), "anybody"),
                arguments(
                        "NotPrincipal",
                        policy(plain(), plain().replace("'Principal'", "'NotPrincipal'")),
                        "NotPrincipal with Allow"),
                arguments(
                        "NotAction",
                        policy(
                                plain(),
                                plain().replace(
                                                "'Action': ['sts:AssumeRole', 'sts:TagSession']",
                                                "'NotAction': 'iam:*'")),
                        "NotAction with Allow"),
                arguments(
                        "no statement that allows",
                        policy(deny("'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'x'}")),
                        "no statement allows anything"),
                arguments("no policy at all", "{", "cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void aRightPolicyIsRight(String name, String policy) {
        assertThat(evaluator.judge(policy, QUESTION)).isInstanceOf(TrustVerdict.Exact.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aWrongPolicyIsExplained(String name, String policy, String why) {
        TrustVerdict verdict = evaluator.judge(policy, QUESTION);

        assertThat(verdict.isRight()).isFalse();
        assertThat(verdict.sentence()).contains(why).doesNotContain("\n");
    }

    @Test
    void aPolicyWithoutConditionsSaysThatAssociationsDecide() {
        assertThat(evaluator.judge(policy(plain()), QUESTION).sentence())
                .isEqualTo("Statement[0] admits EKS Pod Identity, for whichever account an association names");
        assertThat(evaluator.judge(QUESTION.rightPolicy(), QUESTION).sentence())
                .isEqualTo("Statement[0] admits EKS Pod Identity for system:serviceaccount:llm-judge:gateway-service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals': {'aws:RequestTag/eks-cluster-arn': 'CLUSTER'}",
                "'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'llm-judge'}",
                "'StringEquals': {'aws:RequestTag/kubernetes-service-account': 'gateway-service'}",
                "'StringLike': {'aws:RequestTag/kubernetes-namespace': 'llm-*',"
                        + " 'aws:RequestTag/kubernetes-service-account': 'gateway-service'}",
                "'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'llm-judge',"
                        + " 'aws:RequestTag/kubernetes-service-account': ['other', 'gateway-service']}"
            })
    void aConditionThatLeavesOthersInIsNotSaidToNarrow(String conditions) {
        assertThat(evaluator.judge(policy(when(conditions)), QUESTION).sentence())
                .isEqualTo("Statement[0] admits EKS Pod Identity for"
                        + " system:serviceaccount:llm-judge:gateway-service, and for others that an association names");
    }

    @Test
    void aDenyMayNarrowToo() {
        String policy = policy(
                when("'StringEquals': {'aws:RequestTag/kubernetes-namespace': 'llm-judge'}"),
                deny("'StringNotEquals': {'aws:RequestTag/kubernetes-service-account': 'gateway-service'}"));

        assertThat(evaluator.judge(policy, QUESTION).sentence()).endsWith(":gateway-service");
    }

    @Test
    void aDocumentIsReadAsIamAnswersIt() {
        String encoded =
                URLEncoder.encode(policy(plain()), StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(evaluator.judge(encoded, QUESTION).isRight()).isTrue();
    }

    @Test
    void whatIsRightForOneWayIsWrongForTheOther() {
        assertThat(new TrustEvaluator()
                        .judge(policy(plain()), TrustPolicies.question())
                        .isRight())
                .isFalse();
        assertThat(evaluator
                        .judge(TrustPolicies.question().rightPolicy(), QUESTION)
                        .isRight())
                .isFalse();
    }

    private static String policy(String... statements) {
        return ("{'Version': '2012-10-17', 'Statement': [" + String.join(", ", statements) + "]}")
                .replace('\'', '"')
                .replace("CLUSTER", CLUSTER);
    }

    private static String plain() {
        return "{'Effect': 'Allow', 'Principal': {'Service': 'pods.eks.amazonaws.com'},"
                + " 'Action': ['sts:AssumeRole', 'sts:TagSession']}";
    }

    private static String when(String conditions) {
        return plain().replaceFirst("}$", ", 'Condition': {" + conditions + "}}");
    }

    private static String deny(String conditions) {
        return when(conditions).replace("'Allow'", "'Deny'");
    }

    private static String irsa() {
        return TrustPolicies.right()
                .replace("PROVIDER", TrustPolicies.PROVIDER)
                .replace("ISSUER", TrustPolicies.ISSUER)
                .replace("SUBJECT", TrustPolicies.SUBJECT);
    }
}
