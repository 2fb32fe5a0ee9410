package dev.plumbline.iam.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Makes tokens for one EKS cluster, as {@code aws eks get-token} does, without the AWS CLI: a presigned {@code GetCallerIdentity} that
 * EKS carries out to learn who we are. Signing asks nobody; only credentials may have to be fetched.
 */
public final class EksTokens {
    static final String PREFIX = "k8s-aws-v1.";
    static final String CLUSTER_HEADER = "x-k8s-aws-id";
    /** What EKS wants to see in the URL; the token outlives it. */
    private static final Duration EXPIRES = Duration.ofSeconds(60);
    /** EKS takes a token for 15 minutes after its signing, whatever {@code X-Amz-Expires} says; one minute for clocks that differ. */
    private static final Duration LIFE = Duration.ofMinutes(14);

    private final String cluster;
    private final String region;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final Clock clock;
    private final Duration life;

    /**
     * @param cluster name of the EKS cluster
     * @param region where it is
     * @param credentials asked at each token; caches and renews by itself
     */
    public EksTokens(String cluster, String region, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        this(cluster, region, credentials, Clock.systemUTC(), LIFE);
    }

    EksTokens(
            String cluster,
            String region,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            Clock clock,
            Duration life) {
        this.cluster = cluster;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
        this.life = life;
    }

    /** @throws AwsAccessException if there are no credentials */
    public Token next() {
        AwsCredentialsIdentity identity = identity();
        Instant now = clock.instant();
        Instant goodUntil = identity.expirationTime()
                .filter(expiry -> expiry.isBefore(now.plus(life)))
                .orElse(now.plus(life));
        String url = presigned(identity).getUri().toString();
        return new Token(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8)),
                now,
                goodUntil);
    }

    private AwsCredentialsIdentity identity() {
        try {
            return credentials.resolveIdentity().join();
        } catch (CompletionException | SdkException none) {
            throw AwsAccessException.withoutCredentials(none);
        }
    }

    private SdkHttpRequest presigned(AwsCredentialsIdentity identity) {
        SdkHttpRequest question = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(Partition.ofRegion(region).stsHost(region))
                .encodedPath("/")
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader(CLUSTER_HEADER, cluster)
                .build();
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.request(question)
                        .identity(identity)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, EXPIRES)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
    }
}
