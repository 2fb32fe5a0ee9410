package dev.plumbline.environment;

import java.util.List;

/**
 * The RDS credentials: where Secrets Manager keeps them and who reads them. Values never pass through here.
 *
 * @param storeName the ClusterSecretStore
 * @param secretName the ExternalSecret and the Secret it becomes, {@code rds-credentials}
 * @param rdsSecretId name or ARN of the Secrets Manager secret
 * @param usernameProperty JSON property that becomes key {@code username}
 * @param passwordProperty JSON property that becomes key {@code password}
 * @param refreshInterval a Go duration, for example {@code 1h}
 * @param consumers keys of the services that get the credentials
 */
public record SecretsConfig(
        String storeName,
        String secretName,
        String rdsSecretId,
        String usernameProperty,
        String passwordProperty,
        String refreshInterval,
        List<String> consumers) {
    public SecretsConfig {
        consumers = List.copyOf(consumers);
    }
}
