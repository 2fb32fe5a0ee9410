package dev.plumbline.platform;

import dev.plumbline.environment.Endpoint;
import dev.plumbline.environment.Environment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The entries of the ConfigMap {@code infra-config}, which every service takes with {@code envFrom}. */
public final class InfraConfig {
    /** Its name. */
    public static final String NAME = "infra-config";

    private InfraConfig() {}

    /** The entries: upper-snake names, so that each becomes an environment variable. */
    static SortedMap<String, String> entries(Environment environment, List<Service> services) {
        Endpoint cache = cacheOf(environment);
        SortedMap<String, String> entries = new TreeMap<>();
        entries.put("AWS_REGION", environment.aws().region());
        entries.put("AWS_ACCOUNT_ID", environment.aws().accountId());
        entries.put("ENVIRONMENT", environment.name());
        entries.put("NAMESPACE", environment.namespace());
        services.forEach(
                service -> entries.put(service.key().toUpperCase(Locale.ROOT) + "_SERVICE_URL", service.url()));
        entries.put("REDIS_CACHE_HOST", cache.host());
        entries.put("REDIS_CACHE_PORT", String.valueOf(cache.port()));
        entries.put("RDS_HOST", environment.endpoints().rds().host());
        entries.put("RDS_PORT", String.valueOf(environment.endpoints().rds().port()));
        entries.put("SQS_INFERENCE_QUEUE_URL", environment.messaging().inferenceQueueUrl());
        entries.put("SQS_JUDGE_QUEUE_URL", environment.messaging().judgeQueueUrl());
        entries.put("SNS_INFERENCE_TOPIC_ARN", environment.messaging().inferenceTopicArn());
        entries.put("SNS_JUDGE_TOPIC_ARN", environment.messaging().judgeTopicArn());
        entries.put("APPCONFIG_APPLICATION_ID", environment.appConfig().application());
        entries.put("APPCONFIG_ENVIRONMENT_ID", environment.appConfig().environment());
        entries.put("APPCONFIG_PROFILE_ID", environment.appConfig().profile());
        return entries;
    }

    /**
     * What the pods carry as annotation, so that a changed entry rolls them.
     *
     * @return sha256 in hex over {@code KEY=VALUE\n} of all entries, sorted by key, in UTF-8
     */
    public static String checksum(Map<String, String> entries) {
        MessageDigest sha256 = sha256();
        new TreeMap<>(entries)
                .forEach((key, value) -> sha256.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static Endpoint cacheOf(Environment environment) {
        return environment
                .endpoints()
                .redis()
                .orElseGet(() -> new Endpoint(
                        environment.redisCache().name() + "." + environment.namespace() + ".svc.cluster.local",
                        environment.redisCache().port()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
