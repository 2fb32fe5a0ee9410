package dev.plumbline.account;

import dev.plumbline.iam.Exchange;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Shows tokens of service accounts to STS, as their pods do. */
final class WebIdentities {
    /** The shortest that STS knows: what is handed out is used once. */
    private static final int SECONDS = 900;

    private static final int SERVER_ERROR = 500;

    private final AwsClients aws;
    private final String session;
    private final Consumer<String> secret;

    /**
     * @param session for CloudTrail
     * @param secret hears what must appear in no output, before it is used
     */
    WebIdentities(AwsClients aws, String session, Consumer<String> secret) {
        this.aws = aws;
        this.session = session;
        this.secret = secret;
    }

    Exchange exchange(String roleArn, String token) {
        secret.accept(token);
        Credentials handedOut;
        try (StsClient sts = aws.sts()) {
            handedOut = sts.assumeRoleWithWebIdentity(request -> request.roleArn(roleArn)
                            .roleSessionName(session)
                            .durationSeconds(SECONDS)
                            .webIdentityToken(token))
                    .credentials();
        } catch (StsException refused) {
            if (refused.isThrottlingException() || refused.statusCode() >= SERVER_ERROR) {
                throw refused;
            }
            return new Exchange.Refused(AwsFailure.code(refused), AwsFailure.message(refused));
        }
        secret.accept(handedOut.secretAccessKey());
        secret.accept(handedOut.sessionToken());
        try (StsClient assumed = aws.stsAs(AwsSessionCredentials.create(
                handedOut.accessKeyId(), handedOut.secretAccessKey(), handedOut.sessionToken()))) {
            return new Exchange.Admitted(assumed.getCallerIdentity().arn());
        }
    }
}
