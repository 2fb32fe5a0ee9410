package dev.plumbline.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.iam.policy.UnreadablePolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class AccountPoliciesTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/r";

    @Test
    void policiesOfOneNameAreAllRead() throws UnreadablePolicy {
        try (ScriptedAws script = new ScriptedAws();
                AwsClients aws = new AwsClients(
                        "us-west-2",
                        () -> AwsBasicCredentials.create("AKIATEST", "x"),
                        Optional.of(script.address()))) {
            script.answering(200, """
                    <GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><IsTruncated>false</IsTruncated>
                    <RoleDetailList><member><RoleName>r</RoleName><Arn>%s</Arn>
                    <RolePolicyList><member><PolicyName>same</PolicyName><PolicyDocument>%s</PolicyDocument></member></RolePolicyList>
                    <AttachedManagedPolicies>
                    <member><PolicyName>same</PolicyName><PolicyArn>arn:aws:iam::aws:policy/same</PolicyArn></member>
                    <member><PolicyName>same</PolicyName><PolicyArn>arn:aws:iam::111122223333:policy/same</PolicyArn></member>
                    </AttachedManagedPolicies></member></RoleDetailList>
                    <Policies>%s%s</Policies></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>""".formatted(
                            ROLE,
                            document("sqs:ReceiveMessage"),
                            managed("aws", "s3:GetObject"),
                            managed("111122223333", "sns:Publish")));

            assertThat(new AccountPolicies(aws.iam()).of(ROLE).orElseThrow().documents())
                    .containsOnlyKeys(
                            "same",
                            "same (arn:aws:iam::aws:policy/same)",
                            "same (arn:aws:iam::111122223333:policy/same)");
        }
    }

    private static String managed(String account, String action) {
        return """
                <member><PolicyName>same</PolicyName><Arn>arn:aws:iam::%s:policy/same</Arn><PolicyVersionList><member>
                <Document>%s</Document><IsDefaultVersion>true</IsDefaultVersion></member></PolicyVersionList></member>""".formatted(account, document(action));
    }

    private static String document(String action) {
        return URLEncoder.encode("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "%s", "Resource": "*"}}""".formatted(action), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
