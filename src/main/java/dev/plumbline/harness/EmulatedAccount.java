package dev.plumbline.harness;

import dev.plumbline.environment.Environment;
import dev.plumbline.redact.Redactor;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
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

    private SecretsManagerClient client(Environment environment) {
        return SecretsManagerClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(environment.aws().region()))
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
