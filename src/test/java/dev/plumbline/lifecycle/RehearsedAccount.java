package dev.plumbline.lifecycle;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import tools.jackson.databind.json.JsonMapper;

/** Who is who in the emulated account: a deployer, a stranger, sessions; and whom its roles trust. */
final class RehearsedAccount implements AutoCloseable {
    static final String NUMBER = "111122223333";
    static final String REGION = "us-west-2";
    static final String ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/5EA75A15EA75A15EA75A15EA75A15EA7";
    static final String DEPLOYER = "arn:aws:iam::" + NUMBER + ":user/deployer";
    /** The same person in a role's session. */
    static final String DEPLOYER_ROLE = "arn:aws:iam::" + NUMBER + ":role/deployer";
    /** Somebody who may write roles, and little else. */
    static final String ROLE_WRITER = "arn:aws:iam::" + NUMBER + ":user/role-writer";
    /** Somebody who may look, by the role of docs/eks.md. */
    static final String READER = "arn:aws:iam::" + NUMBER + ":user/reader";

    private static final String PROVIDER = ISSUER.substring("https://".length());

    private final IamClient iam;
    private final StsClient sts;

    RehearsedAccount(URI emulator) {
        this.iam = client(IamClient.builder(), emulator);
        this.sts = client(StsClient.builder(), emulator);
    }

    /** An access key of the one who may deploy. */
    AccessKey deployer() {
        return user("deployer");
    }

    /** An access key of one who may look. */
    AccessKey reader() {
        return user("reader");
    }

    AccessKey roleWriter() {
        return user("role-writer");
    }

    /** An access key of somebody whom the cluster has never heard of. */
    AccessKey stranger() {
        return user("stranger");
    }

    /** Another key each time, as AWS does it. */
    private AccessKey user(String name) {
        try {
            iam.createUser(request -> request.userName(name));
        } catch (EntityAlreadyExistsException there) {
            // another test needed them before
        }
        return iam.createAccessKey(request -> request.userName(name)).accessKey();
    }

    /** A session of the deployer's role, in any account. */
    Credentials session(String accountNumber) {
        return session(accountNumber, Duration.ofMinutes(15));
    }

    /** One whose time is over: STS gives none shorter than a quarter of an hour, the emulator does. */
    Credentials expiredSession() {
        Credentials session = session(NUMBER, Duration.ofSeconds(1));
        Awaitility.await("the session is over")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> session.expiration().isBefore(Instant.now()));
        return session;
    }

    private Credentials session(String accountNumber, Duration life) {
        return sts.assumeRole(request -> request.roleArn("arn:aws:iam::%s:role/deployer".formatted(accountNumber))
                        .roleSessionName("rehearsed")
                        .durationSeconds((int) life.toSeconds()))
                .credentials();
    }

    void trust(String role, String document) {
        iam.updateAssumeRolePolicy(request -> request.roleName(nameOf(role)).policyDocument(document));
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
        sts.close();
    }
}
