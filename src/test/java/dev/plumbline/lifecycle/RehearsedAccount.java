package dev.plumbline.lifecycle;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.json.JsonMapper;

/** What the Terraform modules make in an account, made in the emulator: roles that trust one service account each, secrets, a deployer. */
final class RehearsedAccount implements AutoCloseable {
    static final String NUMBER = "111122223333";
    static final String REGION = "us-west-2";
    static final String ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/5EA75A15EA75A15EA75A15EA75A15EA7";
    static final String DEPLOYER = "arn:aws:iam::" + NUMBER + ":user/deployer";

    private static final String PROVIDER = ISSUER.substring("https://".length());

    private final IamClient iam;
    private final SecretsManagerClient secrets;

    RehearsedAccount(URI emulator) {
        this.iam = client(IamClient.builder(), emulator);
        this.secrets = client(SecretsManagerClient.builder(), emulator);
    }

    /** An access key of the one who may deploy. */
    AccessKey deployer() {
        iam.createUser(request -> request.userName("deployer"));
        return iam.createAccessKey(request -> request.userName("deployer")).accessKey();
    }

    /** An access key of somebody whom the cluster has never heard of. */
    AccessKey stranger() {
        iam.createUser(request -> request.userName("stranger"));
        return iam.createAccessKey(request -> request.userName("stranger")).accessKey();
    }

    void oidcProvider() {
        iam.createOpenIDConnectProvider(request -> request.url(ISSUER)
                .clientIDList("sts.amazonaws.com")
                .thumbprintList("9e99a48a9960b14926bb7f3b02e22da2b0ab7280"));
    }

    /** @param accounts service account ({@code namespace:name}) by the ARN of its role */
    void roles(Map<String, String> accounts) {
        for (Entry<String, String> role : accounts.entrySet()) {
            iam.createRole(request ->
                    request.roleName(nameOf(role.getKey())).assumeRolePolicyDocument(trusting(role.getValue())));
            iam.putRolePolicy(request -> request.roleName(nameOf(role.getKey()))
                    .policyName("reads-secrets")
                    .policyDocument(document(Map.of(
                            "Effect", "Allow",
                            "Action", List.of("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"),
                            "Resource", "*"))));
        }
    }

    void trust(String role, String document) {
        iam.updateAssumeRolePolicy(request -> request.roleName(nameOf(role)).policyDocument(document));
    }

    /** @return the ARN, whose end AWS makes up */
    String rdsSecret(String name) {
        return secrets.createSecret(request -> request.name(name)
                        .secretString("{\"username\":\"judge\",\"password\":\"rehearsed-not-secret\"}"))
                .arn();
    }

    /** A right trust policy. */
    static String trusting(String account) {
        return document(Map.of(
                "Sid",
                "OneServiceAccount",
                "Effect",
                "Allow",
                "Action",
                "sts:AssumeRoleWithWebIdentity",
                "Principal",
                Map.of("Federated", "arn:aws:iam::" + NUMBER + ":oidc-provider/" + PROVIDER),
                "Condition",
                Map.of(
                        "StringEquals",
                        Map.of(
                                PROVIDER + ":sub",
                                "system:serviceaccount:" + account,
                                PROVIDER + ":aud",
                                "sts.amazonaws.com"))));
    }

    private static String document(Map<String, Object> statement) {
        return JsonMapper.shared().writeValueAsString(Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    }

    private static String nameOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI emulator) {
        return builder.endpointOverride(emulator)
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("emulated", "emulated")))
                .build();
    }

    @Override
    public void close() {
        iam.close();
        secrets.close();
    }
}
