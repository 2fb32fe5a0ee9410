package dev.plumbline.harness;

import dev.plumbline.cluster.ClusterException;
import dev.plumbline.environment.Environment;
import dev.plumbline.iam.aws.AwsAddress;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/**
 * Asks AWS, not a file, which account we are in.
 *
 * @param credentials whose
 * @param sts address of another STS; empty = the region's
 */
record LiveAccount(AwsCredentialsProvider credentials, Optional<URI> sts) {

    /**
     * @return twelve digits
     * @throws ClusterException if AWS cannot be asked: an account that nobody knows is not the right one
     */
    String of(Environment environment) {
        try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
            StsClientBuilder builder = new AwsAddress(environment.aws().region(), sts)
                    .tell(StsClient.builder(), StsClient.serviceMetadata())
                    .credentialsProvider(credentials)
                    .httpClient(http);
            try (StsClient client = builder.build()) {
                return client.getCallerIdentity().account();
            }
        } catch (SdkException unknown) {
            throw new ClusterException(
                    """
                    environment %s is live, and nobody knows which AWS account this is; nothing was touched
                      expected %s
                      found    %s
                      do       name aws_access.profile or .role_arn in environments/%s.yaml (AWS_PROFILE is ignored); look: aws sts get-caller-identity""".formatted(
                                    environment.name(),
                                    environment.aws().accountId(),
                                    unknown.getMessage(),
                                    environment.name()),
                    unknown);
        }
    }
}
