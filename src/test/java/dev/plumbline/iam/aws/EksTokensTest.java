package dev.plumbline.iam.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A token is what EKS documents, checked by code that shares nothing with what made it. */
class EksTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SECRET = "not-a-secret/just+a=test";
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKIATEST", SECRET);

    @Test
    void isASignedQuestionWhoWeAre() {
        SignedUrl url = SignedUrl.in(token("llm-judge-dev", "us-west-2", KEYS).text());

        assertThat(url.uri().getScheme()).isEqualTo("https");
        assertThat(url.uri().getPath()).isEqualTo("/");
        assertThat(url.query())
                .containsEntry("Action", "GetCallerIdentity")
                .containsEntry("Version", "2011-06-15")
                .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
                .containsEntry("X-Amz-Expires", "60")
                .containsEntry("X-Amz-Date", "20261123T120000Z")
                .containsEntry("X-Amz-Credential", "AKIATEST/20261123/us-west-2/sts/aws4_request")
                .doesNotContainKey("X-Amz-Security-Token");
    }

    @Test
    void isSignedByOurKeyForThisClusterAndNoOther() {
        SignedUrl url = SignedUrl.in(token("llm-judge-dev", "us-west-2", KEYS).text());

        assertThat(url.isSignedBy(SECRET, "llm-judge-dev")).isTrue();
        assertThat(url.isSignedBy(SECRET, "llm-judge-prod")).isFalse();
        assertThat(url.isSignedBy("another", "llm-judge-dev")).isFalse();
    }

    @Test
    void signsTheClusterAndTheHost() {
        assertThat(SignedUrl.in(token("llm-judge-dev", "us-west-2", KEYS).text())
                        .signedHeaders())
                .containsExactly("host", "x-k8s-aws-id");
    }

    @Test
    void carriesTheSessionOfTemporaryCredentials() {
        AwsCredentials session = AwsSessionCredentials.create("ASIATEST", SECRET, "session+token/with=signs");
        SignedUrl url =
                SignedUrl.in(token("llm-judge-dev", "us-west-2", session).text());

        assertThat(url.query()).containsEntry("X-Amz-Security-Token", "session+token/with=signs");
        assertThat(url.isSignedBy(SECRET, "llm-judge-dev")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "us-west-2, sts.us-west-2.amazonaws.com",
        "cn-north-1, sts.cn-north-1.amazonaws.com.cn",
        "us-gov-west-1, sts.us-gov-west-1.amazonaws.com"
    })
    void asksTheRegionsOwnSts(String region, String host) {
        SignedUrl url = SignedUrl.in(token("c", region, KEYS).text());

        assertThat(url.uri().getHost()).isEqualTo(host);
        assertThat(url.query().get("X-Amz-Credential")).contains("/" + region + "/sts/");
        assertThat(url.isSignedBy(SECRET, "c")).isTrue();
    }

    @Test
    void isTakenToBeGoodForLessThanTheQuarterOfAnHourOfEks() {
        assertThat(token("c", "us-west-2", KEYS).goodUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(14)));
    }

    @Test
    void isNoLongerGoodThanTheCredentialsBehindIt() {
        Instant soon = NOW.plusSeconds(120);
        AwsCredentials ending = AwsSessionCredentials.builder()
                .accessKeyId("ASIATEST")
                .secretAccessKey(SECRET)
                .sessionToken("t")
                .expirationTime(soon)
                .build();

        assertThat(token("c", "us-west-2", ending).goodUntil()).isEqualTo(soon);
    }

    @Test
    void neverShowsItselfWhenPrinted() {
        Token token = token("c", "us-west-2", KEYS);

        assertThat(token.toString()).doesNotContain(token.text()).doesNotContain("k8s-aws-v1");
    }

    @Test
    void withoutCredentialsSaysWhatToDo() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };

        assertThatThrownBy(() -> new EksTokens("c", "us-west-2", none).next())
                .isInstanceOf(AwsAccessException.class)
                .hasMessageContaining("Unable to load credentials")
                .hasMessageContaining("aws_access.profile");
    }

    private static Token token(String cluster, String region, AwsCredentials credentials) {
        AwsCredentialsProvider provider = () -> credentials;
        return new EksTokens(cluster, region, provider, CLOCK, Duration.ofMinutes(14)).next();
    }
}
