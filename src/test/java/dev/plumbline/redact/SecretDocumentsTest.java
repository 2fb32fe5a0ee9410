package dev.plumbline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Documents with Secrets")
class SecretDocumentsTest {
    private final Redactor redactor = new Redactor();

    @Test
    void loseTheValuesOfASecretAndKeepItsKeys() {
        String text = """
                apiVersion: v1
                data:
                  username: YWRtaW4=
                  key: |
                    bGluZSBvbmU=
                    bGluZSB0d28=
                kind: Secret
                metadata:
                  name: rds-credentials
                type: Opaque
                """;

        assertThat(redactor.redact(text)).isEqualTo("""
                        apiVersion: v1
                        data:
                          username: [redacted]
                          key: [redacted]
                        kind: Secret
                        metadata:
                          name: rds-credentials
                        type: Opaque
                        """);
    }

    @Test
    void keepTheDataOfTheConfigMapBesideIt() {
        String text = """
                kind: ConfigMap
                data:
                  AWS_REGION: us-west-2
                ---
                kind: Secret
                stringData:
                  username: plain
                ---
                kind: ConfigMap
                data:
                  RDS_PORT: "5432"
                """;

        assertThat(redactor.redact(text))
                .contains("AWS_REGION: us-west-2", "RDS_PORT: \"5432\"", "username: [redacted]")
                .doesNotContain("plain");
    }

    @Test
    void loseTheValuesOfSecretsInAList() {
        String text = """
                apiVersion: v1
                items:
                - apiVersion: v1
                  data:
                    a: Zmlyc3Q=
                  kind: Secret
                - apiVersion: v1
                  data:
                    b: visible
                  kind: ConfigMap
                - kind: Secret
                  data: {c: dGhpcmQ=}
                kind: List
                """;

        assertThat(redactor.redact(text))
                .contains("a: [redacted]", "b: visible", "data: [redacted]")
                .doesNotContain("Zmlyc3Q", "dGhpcmQ");
    }

    @Test
    void loseTheValuesOfASecretInJsonWhereverItStands() {
        String text = "answer {\"items\":[{\"data\":{\"a\":\"Zmlyc3Q=\",\"b\":\"c2Vjb25k\"},\"kind\":\"Secret\"},"
                + "{\"kind\":\"ConfigMap\",\"data\":{\"c\":\"visible\"}}]} end";

        assertThat(redactor.redact(text))
                .isEqualTo(
                        "answer {\"items\":[{\"data\":{\"a\":\"[redacted]\",\"b\":\"[redacted]\"},\"kind\":\"Secret\"},"
                                + "{\"kind\":\"ConfigMap\",\"data\":{\"c\":\"visible\"}}]} end");
    }

    @Test
    void loseTheValuesOfAListOfSecretsWhoseItemsHaveNoKind() {
        String text =
                "{\"kind\":\"SecretList\",\"items\":[{\"metadata\":{\"name\":\"x\"},\"data\":{\"a\":\"Zmlyc3Q=\"}}]}";

        assertThat(redactor.redact(text)).contains("\"a\":\"[redacted]\"").contains("\"name\":\"x\"");
    }

    @Test
    void loseTheValuesInTheLastAppliedAnnotation() {
        String text = "{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":"
                + "\"{\\\"kind\\\":\\\"Secret\\\",\\\"stringData\\\":{\\\"a\\\":\\\"plaintext\\\"}}\\n\"}},\"kind\":\"Secret\"}";

        assertThat(redactor.redact(text)).contains("last-applied-configuration").doesNotContain("plaintext");
    }

    @Test
    void survivesJsonThatIsCutOff() {
        assertThat(redactor.redact("{\"kind\":\"Secret\",\"data\":{\"a\":")).contains("Secret");
        assertThat(redactor.redact("}}{{\"Secret")).contains("Secret");
    }
}
