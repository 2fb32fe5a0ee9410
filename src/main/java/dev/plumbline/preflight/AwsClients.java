package dev.plumbline.preflight;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.appconfig.AppConfigClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The clients of one account and region, over one HTTP client, all counted. */
public final class AwsClients implements AutoCloseable {
    /** One try and five more: throttling of IAM, the strictest, is over within seconds. */
    private static final int TRIES = 6;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .build();
    private final RequestCounter counter = new RequestCounter();
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final Optional<URI> emulator;

    /** @param emulator answers instead of AWS; empty for AWS */
    public AwsClients(String region, AwsCredentialsProvider credentials, Optional<URI> emulator) {
        this.region = Region.of(region);
        this.credentials = credentials;
        this.emulator = emulator;
    }

    StsClient sts() {
        return made(StsClient.builder()).build();
    }

    IamClient iam() {
        // one for the whole partition, signed for the region that it has there
        return made(IamClient.builder()).region(global()).build();
    }

    EksClient eks() {
        return made(EksClient.builder()).build();
    }

    SecretsManagerClient secrets() {
        return made(SecretsManagerClient.builder()).build();
    }

    SqsClient sqs() {
        return made(SqsClient.builder()).build();
    }

    SnsClient sns() {
        return made(SnsClient.builder()).build();
    }

    AppConfigClient appConfig() {
        return made(AppConfigClient.builder()).build();
    }

    EcrClient ecr() {
        return made(EcrClient.builder()).build();
    }

    RequestCounter counter() {
        return counter;
    }

    boolean emulated() {
        return emulator.isPresent();
    }

    private Region global() {
        String id = region.id();
        return id.startsWith("cn-")
                ? Region.AWS_CN_GLOBAL
                : id.startsWith("us-gov-") ? Region.AWS_US_GOV_GLOBAL : Region.AWS_GLOBAL;
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B made(B builder) {
        emulator.ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(counter)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(TRIES)
                                .build())
                        .build());
    }

    @Override
    public void close() {
        http.close();
    }
}
