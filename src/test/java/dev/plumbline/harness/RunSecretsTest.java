package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.redact.Redactor;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSecretsTest {
    private final Redactor redactor = new Redactor();

    @TempDir
    Path folder;

    @Test
    void dataOfASecretIsKnownAndTheNameOfItsUserStaysReadable() {
        new RunSecrets(redactor)
                .of(new SecretBuilder()
                        .addToData("password", base64("s3cret-of-the-database"))
                        .addToData("username", base64("judge"))
                        .addToStringData("dsn", "postgres-somewhere")
                        .build());

        assertThat(redactor.redact("judge-service told s3cret-of-the-database, " + base64("s3cret-of-the-database")
                        + ", postgres-somewhere"))
                .isEqualTo("judge-service told [redacted], [redacted], [redacted]");
    }

    @Test
    void credentialsOfAKubeconfigAreKnownAlsoThoseInFilesThatItNames() throws Exception {
        Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN KEY-----\nZmlyc3QtbGluZS1vZi1pdA\n-----END KEY-----\n");
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                users:
                - {name: a, user: {token: token-of-somebody}}
                - {name: b, user: {client-key: key.pem, client-certificate-data: public-certificate}}
                - {name: c, user: {client-key-data: %s}}
                - {name: d, user: {exec: {command: aws, env: [{name: AWS_SESSION, value: session-of-somebody}]}}}
                """.formatted(
                        base64("-----BEGIN KEY-----\nc2Vjb25kLWxpbmUtb2YtaXQ\n-----END KEY-----\n")));

        redactor.registerAll(KubeconfigSecrets.of(kubeconfig));

        assertThat(redactor.redact(
                        "token-of-somebody Zmlyc3QtbGluZS1vZi1pdA c2Vjb25kLWxpbmUtb2YtaXQ session-of-somebody"))
                .isEqualTo("[redacted] [redacted] [redacted] [redacted]");
        assertThat(redactor.redact("public-certificate")).isEqualTo("public-certificate");
    }

    @Test
    void aKubeconfigThatIsNoneHasNoSecrets() throws Exception {
        assertThat(KubeconfigSecrets.of(folder.resolve("none"))).isEmpty();
        assertThat(KubeconfigSecrets.of(Files.writeString(folder.resolve("kubeconfig"), "{a: [")))
                .isEmpty();
        assertThat(KubeconfigSecrets.of(Files.writeString(folder.resolve("kubeconfig"), "")))
                .isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
