package dev.plumbline.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The redactor")
class RedactorTest {
    private static final String CANARY = "c4n/ry \"Wert\" & <mehr>'+\\";

    private final Redactor redactor = new Redactor();

    static Stream<Arguments> formsOfTheCanary() {
        byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        byte[] document = ("password=" + CANARY + "\nuser=me").getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("plain", CANARY),
                Arguments.of("base64", Base64.getEncoder().encodeToString(bytes)),
                Arguments.of(
                        "base64 for URLs",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)),
                Arguments.of("in a form", URLEncoder.encode(CANARY, StandardCharsets.UTF_8)),
                Arguments.of(
                        "in a URL",
                        URLEncoder.encode(CANARY, StandardCharsets.UTF_8).replace("+", "%20")),
                Arguments.of("in JSON", CANARY.replace("\\", "\\\\").replace("\"", "\\\"")),
                Arguments.of(
                        "in XML",
                        CANARY.replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                                .replace("\"", "&quot;")),
                Arguments.of("in YAML's single quotes", CANARY.replace("'", "''")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formsOfTheCanary")
    void takesOutARegisteredValueInEveryForm(String form, String text) {
        redactor.register(CANARY);

        assertThat(redactor.redact("before " + text + " after")).isEqualTo("before [redacted] after");
    }

    @ParameterizedTest(name = "after {0} other bytes")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void takesOutAValueThatWasEncodedWithinALargerDocument(int before) {
        redactor.register("correct-horse-battery");
        String encoded = Base64.getEncoder()
                .encodeToString(
                        ("x".repeat(before) + "correct-horse-battery, and more").getBytes(StandardCharsets.UTF_8));

        String redacted = redactor.redact(encoded);

        assertThat(redacted).contains(Redactor.MASK);
        assertThat(redacted.replace(Redactor.MASK, "").length()).isLessThan(encoded.length() - 24);
    }

    @Test
    void takesOutEveryLineOfAValueOfManyLines() {
        redactor.register("-----BEGIN THING-----\nfirst-line-of-it\nsecond-line-of-it\n-----END THING-----\n");

        assertThat(redactor.redact("  second-line-of-it\n  first-line-of-it")).isEqualTo("  [redacted]\n  [redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "true", "False", "null"})
    void doesNotRegisterWhatWouldMakeEveryTextUnreadable(String value) {
        redactor.register(value);

        assertThat(redactor.redact("abc is true, not False, nor null")).isEqualTo("abc is true, not False, nor null");
    }

    @Test
    void masksAShortValueOnlyAsAWord() {
        redactor.register("pass");

        assertThat(redactor.redact("the password is pass, passing")).isEqualTo("the password is [redacted], passing");
    }

    @Test
    void leavesNullAndEmptyTextsAlone() {
        assertThat(redactor.redact(null)).isNull();
        assertThat(redactor.redact("")).isEmpty();
    }

    @Test
    void changesNothingMoreTheSecondTime() {
        redactor.register("hunter2hunter2");
        String once = redactor.redact(
                "token: hunter2hunter2 Authorization: Bearer abcdefghijkl https://me:hunter2hunter2@host/");

        assertThat(redactor.redact(once)).isEqualTo(once);
    }

    static Stream<Arguments> secretsBySource() {
        return Stream.of(
                Arguments.of(
                        "got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJl here", "got [redacted] here"),
                Arguments.of("token k8s-aws-v1.aHR0cHM6Ly9zdHM_x-y end", "token [redacted] end"),
                Arguments.of("Authorization: Bearer abc.def-12345", "Authorization: [redacted]"),
                Arguments.of("authorization: Basic dXNlcjpwYXNz", "authorization: [redacted]"),
                Arguments.of("curl -H 'Authorization: Bearer s3cr3ts3cr3t' x", "curl -H 'Authorization: [redacted]' x"),
                Arguments.of("sent bearer s3cr3ts3cr3t", "sent bearer [redacted]"),
                Arguments.of("postgres://me:p4ss@db:5432/x", "postgres://[redacted]@db:5432/x"),
                Arguments.of("    token: abcdef.0123456789", "    token: [redacted]"),
                Arguments.of("    client-key-data: LS0tLS1CRUdJTg==", "    client-key-data: [redacted]"),
                Arguments.of("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key = [redacted]"),
                Arguments.of("AWS_SESSION_TOKEN=FwoGZXIvYXdzEBYaDH", "AWS_SESSION_TOKEN=[redacted]"),
                Arguments.of("{\"SecretAccessKey\":\"wJalrXUtnFEMI\"}", "{\"SecretAccessKey\":[redacted]}"),
                Arguments.of("RDS_PASSWORD=s3cr3ts3", "RDS_PASSWORD=[redacted]"),
                Arguments.of("- name: DB_PASSWORD\n  value: s3cr3ts3", "- name: DB_PASSWORD\n  value: [redacted]"),
                Arguments.of(
                        "{\"name\":\"DB_PASSWORD\",\"value\":\"s3cr3t\"}",
                        "{\"name\":\"DB_PASSWORD\",\"value\":[redacted]}"),
                Arguments.of("GET /?X-Amz-Signature=abcdef0123&x=1", "GET /?X-Amz-Signature=[redacted]&x=1"),
                Arguments.of(
                        "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY-----\nb",
                        "a\n-----BEGIN RSA PRIVATE KEY-----[redacted]\nb"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secretsBySource")
    void takesOutWhatIsASecretByItsSource(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "automountServiceAccountToken: false",
                "- secretKey: password",
                "    property: password",
                "secretName: rds-credentials",
                "image: registry.example.com:5000/team/gateway-service@sha256:0123456789abcdef",
                "http://gateway-service.llm-judge.svc.cluster.local:8000/healthz",
                "arn:aws:iam::123456789012:role/llm-judge-dev-gateway",
                "arn:aws:secretsmanager:us-west-2:123456789012:secret:llm-judge/rds-AbCdEf",
                "- name: SECRET_KEYS\n  value: RDS_USERNAME,RDS_PASSWORD",
                "1 of 2 replicas available; pod gateway-service-5d8: ContainerCreating",
                "kind: Secretary\ndata:\n  visible: yes"
            })
    void leavesWhatIsNoSecretReadable(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }
}
