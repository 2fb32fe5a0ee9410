package dev.plumbline.harness;

import dev.plumbline.environment.Environment;
import dev.plumbline.iam.aws.AwsAddress;
import dev.plumbline.junit.RunningPlatform;
import dev.plumbline.observe.Fingerprint;
import dev.plumbline.redact.Redactor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the Terraform modules make in a real account, made in the emulator: the RDS credentials. */
public final class EmulatedAccount {
    private static final int PASSWORD_BYTES = 24;

    private final URI endpoint;
    private final Redactor redactor;

    /** @param redactor learns the password before anybody else does */
    public EmulatedAccount(URI endpoint, Redactor redactor) {
        this.endpoint = endpoint;
        this.redactor = redactor;
    }

    /** Creates what is missing; what is there stays as it is. */
    public void prepareFor(Environment environment) {
        try (SecretsManagerClient secrets = client(environment)) {
            secrets.createSecret(request ->
                    request.name(environment.secrets().rdsSecretId()).secretString(credentials(environment)));
        } catch (ResourceExistsException alreadyThere) {
            // a second `up` keeps the password that the pods have
        }
    }

    /** Gives the credentials another password, until it is closed. */
    RunningPlatform.Rotation rotate(Environment environment) {
        String before = value(environment);
        String after = credentials(environment);
        put(environment, after);
        Map<String, Fingerprint> values = fingerprints(environment, after);
        return new RunningPlatform.Rotation() {
            @Override
            public Map<String, Fingerprint> values() {
                return values;
            }

            @Override
            public void close() {
                put(environment, before);
            }
        };
    }

    private String value(Environment environment) {
        try (SecretsManagerClient secrets = client(environment)) {
            return secrets.getSecretValue(
                            request -> request.secretId(environment.secrets().rdsSecretId()))
                    .secretString();
        }
    }

    private void put(Environment environment, String value) {
        try (SecretsManagerClient secrets = client(environment)) {
            secrets.putSecretValue(request ->
                    request.secretId(environment.secrets().rdsSecretId()).secretString(value));
        }
    }

    private static Map<String, Fingerprint> fingerprints(Environment environment, String value) {
        JsonNode properties = JsonMapper.shared().readTree(value);
        return Map.of(
                "username", fingerprint(properties, environment.secrets().usernameProperty()),
                "password", fingerprint(properties, environment.secrets().passwordProperty()));
    }

    private static Fingerprint fingerprint(JsonNode properties, String property) {
        return Fingerprint.of(properties.path(property).asString().getBytes(StandardCharsets.UTF_8));
    }

    private SecretsManagerClient client(Environment environment) {
        return new AwsAddress(environment.aws().region(), Optional.of(endpoint))
                .tell(SecretsManagerClient.builder(), SecretsManagerClient.serviceMetadata())
                // the emulator takes any; the person's own must never be asked for
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("emulated", "emulated")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private String credentials(Environment environment) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        redactor.register(password);
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        environment.secrets().usernameProperty(),
                        "judge",
                        environment.secrets().passwordProperty(),
                        password));
    }
}
