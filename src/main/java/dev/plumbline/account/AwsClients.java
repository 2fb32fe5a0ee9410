package dev.plumbline.account;

import dev.plumbline.iam.aws.AwsAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
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
    private final AwsAddress address;

    /** @param emulator answers instead of AWS; empty for AWS */
    public AwsClients(String region, AwsCredentialsProvider credentials, Optional<URI> emulator) {
        this.address = new AwsAddress(region, emulator);
        this.credentials = credentials;
    }

    public StsClient sts() {
        return made(address.tell(StsClient.builder(), StsClient.serviceMetadata()))
                .build();
    }

    /** With credentials that somebody was handed out. */
    public StsClient stsAs(AwsSessionCredentials others) {
        return made(address.tell(StsClient.builder(), StsClient.serviceMetadata()))
                .credentialsProvider(StaticCredentialsProvider.create(others))
                .build();
    }

    public IamClient iam() {
        return made(address.tellGlobal(IamClient.builder(), IamClient.serviceMetadata()))
                .build();
    }

    public EksClient eks() {
        return made(address.tell(EksClient.builder(), EksClient.serviceMetadata()))
                .build();
    }

    public SecretsManagerClient secrets() {
        return made(address.tell(SecretsManagerClient.builder(), SecretsManagerClient.serviceMetadata()))
                .build();
    }

    public SqsClient sqs() {
        return made(address.tell(SqsClient.builder(), SqsClient.serviceMetadata()))
                .build();
    }

    public SnsClient sns() {
        return made(address.tell(SnsClient.builder(), SnsClient.serviceMetadata()))
                .build();
    }

    public AppConfigClient appConfig() {
        return made(address.tell(AppConfigClient.builder(), AppConfigClient.serviceMetadata()))
                .build();
    }

    public EcrClient ecr() {
        return made(address.tell(EcrClient.builder(), EcrClient.serviceMetadata()))
                .build();
    }

    public RequestCounter counter() {
        return counter;
    }

    public boolean emulated() {
        return address.emulator().isPresent();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B made(B builder) {
        return builder.credentialsProvider(credentials)
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
