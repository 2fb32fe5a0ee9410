package dev.plumbline.iam.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Whose credentials AWS is asked with.
 *
 * @param region of the STS that is asked for a role
 * @param profile of the AWS configuration files; empty = what the surroundings hand us, but no profile that only they name
 * @param roleArn a role to assume with them
 * @param externalId what the role wants to hear
 * @param runId ends the name of the role's session, so that CloudTrail tells runs apart
 */
public record AwsCredentials(
        String region, Optional<String> profile, Optional<String> roleArn, Optional<String> externalId, String runId) {
    /** STS takes at most 64 characters. */
    private static final int SESSION_NAME = 64;

    /**
     * @param http closed by the caller, after the credentials were used for the last time
     * @param sts address of an emulated STS; empty = the region's
     */
    public AwsCredentialsProvider provider(SdkHttpClient http, Optional<URI> sts) {
        // web identities are exchanged without credentials; a profile's role says whose to ask with
        StsClient asked = sts(http, sts, AnonymousCredentialsProvider.create());
        return provider(http, sts, new OwnCredentials(asked, sessionName()).of(profile));
    }

    AwsCredentialsProvider provider(SdkHttpClient http, Optional<URI> sts, AwsCredentialsProvider own) {
        return roleArn.map(role -> assuming(role, http, sts, own)).orElse(own);
    }

    private AwsCredentialsProvider assuming(
            String role, SdkHttpClient http, Optional<URI> address, AwsCredentialsProvider own) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts(http, address, own))
                .refreshRequest(request(role))
                .build();
    }

    private StsClient sts(SdkHttpClient http, Optional<URI> address, AwsCredentialsProvider credentials) {
        return new AwsAddress(region, address)
                .tell(StsClient.builder(), StsClient.serviceMetadata())
                .httpClient(http)
                .credentialsProvider(credentials)
                .build();
    }

    AssumeRoleRequest request(String role) {
        return AssumeRoleRequest.builder()
                .roleArn(role)
                .roleSessionName(sessionName())
                .externalId(externalId.orElse(null))
                .build();
    }

    String sessionName() {
        String name = ("plumbline-" + runId).replaceAll("[^\\w+=,.@-]", "-");
        return name.substring(0, Math.min(name.length(), SESSION_NAME));
    }
}
