package dev.plumbline.iam.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Tokens as they were made at another moment, or for another cluster. */
public final class AgedTokens {
    private AgedTokens() {}

    public static String of(String cluster, String region, String key, String secret, Instant signed) {
        return new EksTokens(
                        cluster,
                        region,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)),
                        Clock.fixed(signed, ZoneOffset.UTC),
                        Duration.ofMinutes(14))
                .next()
                .text();
    }
}
