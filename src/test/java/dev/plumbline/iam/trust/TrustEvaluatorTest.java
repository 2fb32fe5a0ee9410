package dev.plumbline.iam.trust;

import static dev.plumbline.iam.trust.TrustPolicies.aud;
import static dev.plumbline.iam.trust.TrustPolicies.bothEqual;
import static dev.plumbline.iam.trust.TrustPolicies.policy;
import static dev.plumbline.iam.trust.TrustPolicies.question;
import static dev.plumbline.iam.trust.TrustPolicies.right;
import static dev.plumbline.iam.trust.TrustPolicies.sub;
import static dev.plumbline.iam.trust.TrustPolicies.when;
import static dev.plumbline.iam.trust.TrustPolicies.withSub;
import static dev.plumbline.iam.trust.TrustPolicies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.iam.OidcProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong in trust policies, and what only looks wrong. */
class TrustEvaluatorTest {
    private final TrustEvaluator evaluator = new TrustEvaluator();

    static Stream<Arguments> good() {
        return Stream.of(
                arguments("as AWS documents it", policy(right())),
                arguments(
                        "one statement that is no array",
                        written("{'Version': '2012-10-17', 'Statement': " + right() + "}")),
                arguments("without a version", written("{'Statement': [" + right() + "]}")),
                arguments(
                        "values and action in arrays",
                        policy(when("'StringEquals': {'ISSUER:sub': ['SUBJECT'], 'ISSUER:aud': ['sts.amazonaws.com']}")
                                .replace(
                                        "'sts:AssumeRoleWithWebIdentity'",
                                        "['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']"))),
                arguments(
                        "action in other capitals",
                        policy(right().replace("sts:AssumeRoleWith", "STS:assumerolewith"))),
                arguments(
                        "action with a wildcard",
                        policy(right().replace("sts:AssumeRoleWithWebIdentity", "sts:AssumeRole*"))),
                arguments("key in other capitals", policy(right().replace("ISSUER:sub", "ISSUER:Sub"))),
                arguments(
                        "conditions in two operators",
                        policy(when("'StringEquals': {" + aud() + "}, 'StringLike': {" + sub() + "}"))),
                arguments(
                        "capitals of the account ignored",
                        policy(when("'StringEquals': {" + aud() + "}, 'StringEqualsIgnoreCase': {" + sub() + "}"))),
                arguments(
                        "ForAnyValue, which changes nothing for one value",
                        policy(when("'ForAnyValue:StringEquals': {" + sub() + ", " + aud() + "}"))),
                arguments(
                        "ForAllValues, the key required beside it",
                        policy(when("'ForAllValues:StringEquals': {" + sub() + ", " + aud()
                                + "}, 'Null': {'ISSUER:sub': 'false', 'ISSUER:aud': false}"))),
                arguments(
                        "IfExists, the key required beside it",
                        policy(when("'StringEqualsIfExists': {" + sub()
                                + "}, 'StringLike': {'ISSUER:sub': 'system:*'}, 'StringEquals': {" + aud() + "}"))),
                arguments(
                        "a wildcard within an exact value",
                        policy(when(
                                bothEqual() + ", 'StringLike': {'ISSUER:sub': 'system:serviceaccount:llm-judge:*'}"))),
                arguments("a second statement that admits the same", policy(right(), right().replace("Irsa", "Again"))),
                arguments(
                        "a Deny for somebody else",
                        policy(
                                right(),
                                "{'Effect': 'Deny', 'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}, 'Action': 'sts:*'}")),
                arguments(
                        "a Deny for everyone but this account",
                        policy(
                                when("'StringLike': {'ISSUER:sub': 'system:serviceaccount:*'}, 'StringEquals': {"
                                        + aud() + "}"),
                                denyOthers())),
                arguments(
                        "two lists of which only this account is in both",
                        policy(when("'StringEquals': {'ISSUER:sub': ['SUBJECT', 'system:serviceaccount:a:b'], " + aud()
                                + "}, 'StringLike': {'ISSUER:sub': '*:gateway-service'}"))),
                arguments(
                        "a second provider whose tokens lack the keys",
                        policy(right().replace(
                                        "'PROVIDER'",
                                        "['PROVIDER', 'arn:aws:iam::111122223333:oidc-provider/token.example.com']"))),
                arguments(
                        "an Allow that nobody's token fits",
                        policy(
                                right(),
                                when("'StringEquals': {'ISSUER:sub': 'system:serviceaccount:a:b', 'other.example.com:sub': 'x'}")
                                        .replace("Irsa", "Dead"))),
                arguments(
                        "a wider list that ignores capitals beside the exact one",
                        policy(when(
                                "'StringEqualsIgnoreCase': {'ISSUER:sub': ['SUBJECT', 'system:serviceaccount:a:b']}, "
                                        + bothEqual()))),
                arguments(
                        "the root beside it, under conditions that it cannot meet",
                        policy(right().replace(
                                        "{'Federated': 'PROVIDER'}",
                                        "{'Federated': 'PROVIDER', 'AWS': 'arn:aws:iam::111122223333:root'}")
                                .replace(
                                        "'sts:AssumeRoleWithWebIdentity'",
                                        "['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity']"))),
                arguments(
                        "the root beside it, for an action that is not its",
                        policy(
                                right(),
                                aws("arn:aws:iam::111122223333:root").replace("sts:AssumeRole", "sts:TagSession"))),
                arguments(
                        "an Allow that contradicts itself",
                        policy(
                                right(),
                                when("'StringEquals': {'ISSUER:sub': 'system:serviceaccount:a:b'}, 'StringNotLike': {'ISSUER:sub': '*a:b'}")
                                        .replace("Irsa", "Dead"))),
                arguments(
                        "the provider named in a condition too",
                        policy(when(bothEqual() + ", 'StringEqualsIfExists': {'aws:FederatedProvider': 'PROVIDER'}"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void admitsExactlyTheAccount(String name, String policy) {
        assertThat(evaluator.judge(policy, question()))
                .isInstanceOf(TrustVerdict.Exact.class)
                .extracting(TrustVerdict::sentence)
                .asString()
                .contains("Statement[0]", TrustPolicies.SUBJECT);
    }

    static Stream<Arguments> overBroad() {
        return Stream.of(
                arguments("no condition", policy(when("")), "no condition on ISSUER:sub"),
                arguments("sub missing", policy(when("'StringEquals': {" + aud() + "}")), "no condition on ISSUER:sub"),
                arguments("aud missing", policy(when("'StringEquals': {" + sub() + "}")), "no condition on ISSUER:aud"),
                arguments(
                        "every account of the namespace", like("system:serviceaccount:llm-judge:*"), "has a wildcard"),
                arguments("every account of the cluster", like("system:serviceaccount:*"), "has a wildcard"),
                arguments(
                        "one character open",
                        like("system:serviceaccount:llm-judge:gateway-servic?"),
                        "has a wildcard"),
                arguments("any namespace", like("system:serviceaccount:*:gateway-service"), "has a wildcard"),
                arguments(
                        "any audience",
                        policy(when("'StringEquals': {" + sub() + "}, 'StringLike': {'ISSUER:aud': '*'}")),
                        "other audiences"),
                arguments(
                        "two accounts share the role",
                        policy(withSub("['SUBJECT', 'system:serviceaccount:llm-judge:judge-service']")),
                        "judge-service"),
                arguments(
                        "two audiences",
                        policy(when(
                                "'StringEquals': {" + sub() + ", 'ISSUER:aud': ['sts.amazonaws.com', 'kubernetes']}")),
                        "kubernetes"),
                arguments(
                        "everyone but one",
                        policy(when("'StringNotEquals': {'ISSUER:sub': 'system:serviceaccount:a:b'}, 'StringEquals': {"
                                + aud() + "}")),
                        "lets everything else through"),
                arguments(
                        "everyone but one, the key required",
                        policy(when(
                                "'Null': {'ISSUER:sub': 'false'}, 'StringNotEquals': {'ISSUER:sub': 'system:serviceaccount:a:b'}, 'StringEquals': {"
                                        + aud() + "}")),
                        "asks only whether"),
                arguments(
                        "a Deny of everyone else, but only for AWS principals",
                        policy(
                                when("'StringLike': {'ISSUER:sub': '*'}, 'StringEquals': {" + aud() + "}"),
                                denyOthers().replace("'*'", "{'AWS': 'arn:aws:iam::111122223333:root'}")),
                        "has a wildcard"),
                arguments(
                        "a Deny of everyone else, but only of another action",
                        policy(
                                when("'StringLike': {'ISSUER:sub': '*'}, 'StringEquals': {" + aud() + "}"),
                                denyOthers().replace("AssumeRoleWithWebIdentity", "TagSession")),
                        "has a wildcard"),
                arguments(
                        "a variable beside the account",
                        policy(withSub("['SUBJECT', '${aws:PrincipalTag/sub}']")),
                        "depends on the request"),
                arguments(
                        "ForAllValues holds without the key",
                        policy(when("'ForAllValues:StringEquals': {" + sub() + "}, 'StringEquals': {" + aud() + "}")),
                        "also holds when the key is absent"),
                arguments(
                        "ForAnyValue with a wildcard",
                        policy(when(
                                "'ForAnyValue:StringLike': {'ISSUER:sub': 'system:serviceaccount:llm-judge:*'}, 'StringEquals': {"
                                        + aud() + "}")),
                        "has a wildcard"),
                arguments(
                        "IfExists holds without the key",
                        policy(when("'StringEqualsIfExists': {" + sub() + "}, 'StringEquals': {" + aud() + "}")),
                        "also holds when the key is absent"),
                arguments(
                        "only asked whether there is a sub",
                        policy(when("'Null': {'ISSUER:sub': 'false'}, 'StringEquals': {" + aud() + "}")),
                        "asks only whether"),
                arguments(
                        "the account's root beside it",
                        policy(right(), aws("arn:aws:iam::111122223333:root")),
                        "Statement[1] \"Aws\" lets AWS arn:aws:iam::111122223333:root"),
                arguments(
                        "a role beside it",
                        policy(right(), aws("arn:aws:iam::444455556666:role/admin")),
                        "444455556666"),
                arguments("anybody beside it", policy(right(), aws("*")), "Principal is \"*\""),
                arguments(
                        "the nodes beside it",
                        policy(right(), aws("x").replace("'AWS': 'x'", "'Service': 'ec2.amazonaws.com'")),
                        "Service ec2.amazonaws.com"),
                arguments(
                        "Pod Identity beside it",
                        policy(right(), aws("x").replace("'AWS': 'x'", "'Service': 'pods.eks.amazonaws.com'")),
                        "pods.eks.amazonaws.com"),
                arguments(
                        "another cluster beside it",
                        policy(
                                right(),
                                right().replace("Irsa", "Other")
                                        .replace("ISSUER", "oidc.eks.us-west-2.amazonaws.com/id/OTHER")
                                        .replace(
                                                "PROVIDER",
                                                "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/OTHER")),
                        "another provider"),
                arguments(
                        "a wider statement beside it",
                        policy(right(), when("'StringEquals': {" + aud() + "}").replace("Irsa", "Wide")),
                        "Statement[1] \"Wide\""),
                arguments(
                        "Principal *",
                        policy(right().replace("{'Federated': 'PROVIDER'}", "'*'")),
                        "Principal is \"*\""),
                arguments(
                        "Principal AWS *",
                        policy(right().replace("'Federated': 'PROVIDER'", "'AWS': '*'")),
                        "Principal is \"*\""),
                arguments(
                        "NotPrincipal with Allow",
                        policy(right().replace(
                                        "'Principal': {'Federated': 'PROVIDER'}",
                                        "'NotPrincipal': {'AWS': 'arn:aws:iam::111122223333:root'}")),
                        "NotPrincipal"),
                arguments(
                        "NotAction with Allow",
                        policy(right().replace(
                                        "'Action': 'sts:AssumeRoleWithWebIdentity'",
                                        "'NotAction': 'sts:GetCallerIdentity'")),
                        "NotAction"),
                arguments(
                        "a second provider and conditions that hold without keys",
                        policy(when("'StringEqualsIfExists': {" + sub() + ", " + aud() + "}")
                                .replace(
                                        "'PROVIDER'",
                                        "['PROVIDER', 'arn:aws:iam::111122223333:oidc-provider/token.example.com']")),
                        "token.example.com"),
                arguments(
                        "a Deny that refuses only one other",
                        policy(
                                when("'StringLike': {'ISSUER:sub': '*'}, 'StringEquals': {" + aud() + "}"),
                                "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*', 'Condition': {'StringEquals': {'ISSUER:sub': 'system:serviceaccount:a:b'}}}"),
                        "has a wildcard"),
                arguments(
                        "a Deny with a second condition",
                        policy(
                                when("'StringLike': {'ISSUER:sub': '*'}, 'StringEquals': {" + aud() + "}"),
                                "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*', 'Condition': {'StringNotEquals': {"
                                        + sub() + ", " + aud() + "}}}"),
                        "has a wildcard"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overBroad")
    void saysWhoElseCouldAssumeTheRole(String name, String policy, String why) {
        TrustVerdict verdict = evaluator.judge(policy, question());

        assertThat(verdict).isInstanceOf(TrustVerdict.OverBroad.class);
        assertThat(verdict.others()).extracting(Outsider::sentence).anySatisfy(sentence -> assertThat(sentence)
                .startsWith("Statement[")
                .contains(written(why)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "another namespace",
                        policy(withSub("'system:serviceaccount:llm-judg:gateway-service'")),
                        "another namespace, llm-judg"),
                arguments(
                        "another account",
                        policy(withSub("'system:serviceaccount:llm-judge:gateway'")),
                        "another service account, gateway"),
                arguments(
                        "other capitals",
                        policy(withSub("'system:serviceaccount:llm-judge:Gateway-Service'")),
                        "other capitals"),
                arguments(
                        "a slash for a colon",
                        policy(withSub("'system:serviceaccount:llm-judge/gateway-service'")),
                        "without a namespace or a name"),
                arguments(
                        "prefix forgotten",
                        policy(withSub("'llm-judge:gateway-service'")),
                        "does not begin with system:serviceaccount:"),
                arguments(
                        "a wildcard that StringEquals takes literally",
                        policy(withSub("'system:serviceaccount:llm-judge:*'")),
                        "takes literally"),
                arguments("no value at all", policy(withSub("[]")), "does not hold"),
                arguments(
                        "another audience",
                        policy(when("'StringEquals': {" + sub() + ", 'ISSUER:aud': 'sts.us-west-2.amazonaws.com'}")),
                        "another audience"),
                arguments(
                        "scheme kept in the keys",
                        policy(right().replace("ISSUER:", "https://ISSUER:")),
                        "with the scheme kept"),
                arguments(
                        "slash at the end of the keys' issuer",
                        policy(right().replace("ISSUER:", "ISSUER/:")),
                        "with a slash at the end"),
                arguments(
                        "keys of another cluster",
                        policy(right().replace("ISSUER:", "oidc.eks.us-west-2.amazonaws.com/id/0THER:")),
                        "another cluster's id"),
                arguments(
                        "keys of another region",
                        policy(right().replace("ISSUER:", "oidc.eks.us-east-1.amazonaws.com/id/115A7E71C0FFEE:")),
                        "another issuer or region"),
                arguments("keys without an issuer", policy(right().replace("ISSUER:sub", "sub")), "Statement[0]"),
                arguments(
                        "provider of another cluster",
                        policy(
                                right().replace(
                                                "PROVIDER",
                                                "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/0THER")),
                        "another cluster's id"),
                arguments(
                        "provider of another account",
                        policy(right().replace("PROVIDER", "arn:aws:iam::444455556666:oidc-provider/ISSUER")),
                        "in another account"),
                arguments(
                        "provider of another partition",
                        policy(right().replace("PROVIDER", "arn:aws-cn:iam::111122223333:oidc-provider/ISSUER")),
                        "in another partition"),
                arguments(
                        "scheme kept in the provider",
                        policy(right().replace("PROVIDER", "arn:aws:iam::111122223333:oidc-provider/https://ISSUER")),
                        "with the scheme kept"),
                arguments(
                        "the issuer where the provider belongs",
                        policy(right().replace("PROVIDER", "ISSUER")),
                        "no OIDC provider's ARN"),
                arguments(
                        "AssumeRole instead of WithWebIdentity",
                        policy(right().replace("WithWebIdentity", "")),
                        "does not allow sts:AssumeRoleWithWebIdentity"),
                arguments(
                        "AssumeRoleWithSAML",
                        policy(right().replace("WithWebIdentity", "WithSAML")),
                        "does not allow sts:AssumeRoleWithWebIdentity"),
                arguments(
                        "NotAction of the very action",
                        policy(right().replace("'Action'", "'NotAction'")),
                        "NotAction"),
                arguments(
                        "AWS where Federated belongs",
                        policy(right().replace("Federated", "AWS")),
                        "not the cluster's provider"),
                arguments(
                        "only the nodes",
                        policy(right().replace("'Federated': 'PROVIDER'", "'Service': 'ec2.amazonaws.com'")),
                        "Service ec2.amazonaws.com"),
                arguments(
                        "NotPrincipal of the very provider",
                        policy(right().replace("'Principal'", "'NotPrincipal'")),
                        "excludes the provider"),
                arguments("Deny instead of Allow", policy(right().replace("Allow", "Deny")), "denies"),
                arguments(
                        "a Deny beside it",
                        policy(right(), "{'Sid': 'No', 'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*'}"),
                        "Statement[1] \"No\" denies"),
                arguments(
                        "a Deny of the provider",
                        policy(
                                right(),
                                "{'Effect': 'Deny', 'Principal': {'Federated': 'PROVIDER'}, 'Action': 'sts:AssumeRole*'}"),
                        "denies"),
                arguments(
                        "a Deny of everyone but others",
                        policy(
                                right(),
                                "{'Effect': 'Deny', 'NotPrincipal': {'AWS': 'arn:aws:iam::111122223333:root'}, 'Action': 'sts:*'}"),
                        "denies"),
                arguments(
                        "a Deny whose key is absent",
                        policy(
                                right(),
                                "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*', 'Condition': {'StringNotEquals': {'other.example.com:sub': 'x'}}}"),
                        "denies"),
                arguments(
                        "sub must be absent",
                        policy(when(bothEqual() + ", 'Null': {'ISSUER:sub': 'true'}")),
                        "does not hold"),
                arguments(
                        "two conditions that contradict",
                        policy(when(bothEqual() + ", 'StringNotEquals': {" + sub() + "}")),
                        "does not hold"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void saysWhyTheAccountCannot(String name, String policy, String why) {
        TrustVerdict verdict = evaluator.judge(policy, question());

        assertThat(verdict).isInstanceOf(TrustVerdict.Refused.class);
        assertThat(verdict.sentence()).contains("Statement[", why);
    }

    static Stream<Arguments> dependent() {
        return Stream.of(
                arguments(
                        "an address",
                        policy(when(bothEqual() + ", 'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}")),
                        "IpAddress aws:SourceIp"),
                arguments(
                        "a session name",
                        policy(when(bothEqual() + ", 'StringLike': {'sts:RoleSessionName': 'x*'}")),
                        "sts:RoleSessionName"),
                arguments(
                        "a claim that EKS does not document",
                        policy(when(bothEqual() + ", 'StringLike': {'ISSUER:amr': 'x'}")),
                        "ISSUER:amr"),
                arguments(
                        "a variable",
                        policy(withSub("'system:serviceaccount:llm-judge:${aws:PrincipalTag/name}'")),
                        "${aws:PrincipalTag/name}"),
                arguments(
                        "numbers compared",
                        policy(when("'NumericEquals': {" + sub() + "}, 'StringEquals': {" + aud() + "}")),
                        "NumericEquals"),
                arguments(
                        "a Deny by address",
                        policy(
                                right(),
                                "{'Sid': 'Net', 'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*', 'Condition': {'NotIpAddress': {'aws:SourceIp': '10.0.0.0/8'}}}"),
                        "Statement[1] \"Net\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependent")
    void promisesNothingThatOnlyTheRequestWillShow(String name, String policy, String why) {
        assertThat(evaluator.judge(policy, question()))
                .isInstanceOf(TrustVerdict.Depends.class)
                .extracting(TrustVerdict::sentence)
                .asString()
                .contains(written(why));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments(
                        "a key twice, of which parsers keep the last",
                        policy(when("'StringEquals': {'ISSUER:sub': 'system:serviceaccount:*', " + sub() + ", " + aud()
                                + "}")),
                        "sub"),
                arguments(
                        "an operator twice",
                        policy(when("'StringEquals': {" + aud() + "}, 'StringEquals': {" + sub() + "}")),
                        "StringEquals"),
                arguments(
                        "a key twice in other capitals",
                        policy(when("'StringEquals': {" + sub() + ", 'ISSUER:SUB': 'x'}")),
                        "other capitals"),
                arguments(
                        "an operator in other capitals",
                        policy(right().replace("StringEquals", "stringEquals")),
                        "did you mean StringEquals?"),
                arguments("an operator that is none", policy(right().replace("StringEquals", "StringIs")), "StringIs"),
                arguments(
                        "an element that is none",
                        policy(right().replace("'Condition'", "'Conditions'")),
                        "Conditions"),
                arguments("a resource", policy(right().replace("'Action'", "'Resource': '*', 'Action'")), "Resource"),
                arguments(
                        "no principal",
                        policy(right().replace("'Principal': {'Federated': 'PROVIDER'}, ", "")),
                        "no Principal"),
                arguments(
                        "no action",
                        policy(right().replace("'Action': 'sts:AssumeRoleWithWebIdentity', ", "")),
                        "no Action"),
                arguments("no effect", policy(right().replace("'Effect': 'Allow', ", "")), "Effect"),
                arguments("effect in other capitals", policy(right().replace("Allow", "allow")), "\"allow\""),
                arguments(
                        "principal and its inversion",
                        policy(right().replace("'Action'", "'NotPrincipal': '*', 'Action'")),
                        "NotPrincipal"),
                arguments("a kind of principal that is none", policy(right().replace("Federated", "OIDC")), "OIDC"),
                arguments(
                        "a principal that is a text",
                        policy(right().replace("{'Federated': 'PROVIDER'}", "'PROVIDER'")),
                        "other than \"*\""),
                arguments("another version", policy(right()).replace("2012-10-17", "2012-10-18"), "2012-10-18"),
                arguments("the same Sid twice", policy(right(), right()), "Sid"),
                arguments("no statement", policy(), "no Statement"),
                arguments("half a document", policy(right()).substring(0, 200), "line 1"),
                arguments("nothing", "", "JSON object"),
                arguments("something behind it", policy(right()) + "}", "line 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void refusesToGuess(String name, String policy, String why) {
        assertThat(evaluator.judge(policy, question()))
                .isInstanceOf(TrustVerdict.Unreadable.class)
                .extracting(TrustVerdict::sentence)
                .asString()
                .contains(why);
    }

    static Stream<Arguments> misfits() {
        Set<String> sts = Set.of(OidcProvider.STS);
        String issuer = "https://" + TrustPolicies.ISSUER;
        return Stream.of(
                arguments(
                        question("arn:aws:iam::444455556666:role/r", TrustPolicies.PROVIDER, sts, issuer),
                        "another account"),
                arguments(
                        question("arn:aws-cn:iam::111122223333:role/r", TrustPolicies.PROVIDER, sts, issuer),
                        "another partition"),
                arguments(
                        question(TrustPolicies.ROLE, TrustPolicies.PROVIDER, Set.of("x"), issuer),
                        "Incorrect token audience"),
                arguments(
                        question(TrustPolicies.ROLE, TrustPolicies.PROVIDER, Set.of(), issuer),
                        "Incorrect token audience"),
                arguments(
                        question(TrustPolicies.ROLE, TrustPolicies.PROVIDER, sts, issuer + "/"),
                        "not that of the cluster"),
                arguments(
                        question(TrustPolicies.ROLE, TrustPolicies.PROVIDER, sts, issuer + "1"),
                        "another cluster's id"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("misfits")
    void aProviderThatDoesNotFitRefusesWhateverThePolicySays(TrustQuestion question, String why) {
        TrustVerdict verdict = evaluator.judge(policy(right()), question);

        assertThat(verdict).isInstanceOf(TrustVerdict.Refused.class);
        assertThat(verdict.sentence()).contains(why);
    }

    @Test
    void readsDocumentsAsIamAnswersThem() {
        String answered =
                URLEncoder.encode(policy(right()), StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(evaluator.judge(answered, question()).isRight()).isTrue();
    }

    @Test
    void aPlusInAnEncodedDocumentIsAPlus() {
        String answered = URLEncoder.encode(policy(right().replace("Irsa", "A+B")), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2B", "+");

        assertThat(evaluator.judge(answered, question()).sentence()).contains("A+B");
    }

    @Test
    void aVariableOfTheOldVersionIsAText() {
        String policy = policy(withSub("'${x}'")).replace("2012-10-17", "2008-10-17");

        assertThat(evaluator.judge(policy, question())).isInstanceOf(TrustVerdict.Refused.class);
    }

    @Test
    void namesWhoElseGetsInEvenWhereTheAccountDoesNot() {
        String policy = policy(withSub("'system:serviceaccount:other:gateway-service'"));

        assertThat(evaluator.judge(policy, question()).others())
                .singleElement()
                .extracting(Outsider::who)
                .isEqualTo("system:serviceaccount:other:gateway-service");
    }

    @Test
    void thePolicyThatItProposesIsRight() {
        assertThat(evaluator.judge(question().rightPolicy(), question()).isRight())
                .isTrue();
    }

    private static String like(String pattern) {
        return policy(when("'StringLike': {'ISSUER:sub': '" + pattern + "'}, 'StringEquals': {" + aud() + "}"));
    }

    private static String denyOthers() {
        return "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:AssumeRoleWithWebIdentity', "
                + "'Condition': {'StringNotEquals': {" + sub() + "}}}";
    }

    private static String aws(String principal) {
        return "{'Sid': 'Aws', 'Effect': 'Allow', 'Principal': {'AWS': '" + principal
                + "'}, 'Action': 'sts:AssumeRole'}";
    }
}
