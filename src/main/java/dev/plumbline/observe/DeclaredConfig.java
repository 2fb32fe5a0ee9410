package dev.plumbline.observe;

import dev.plumbline.environment.Endpoint;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code infra-config} must hold, each value with the input that it comes from. */
final class DeclaredConfig {
    private final Environment environment;

    DeclaredConfig(Environment environment) {
        this.environment = environment;
    }

    List<ConfigEntry> entries() {
        List<ConfigEntry> entries = new ArrayList<>();
        entries.add(new ConfigEntry("AWS_REGION", environment.aws().region(), "aws_region"));
        entries.add(new ConfigEntry("AWS_ACCOUNT_ID", environment.aws().accountId(), "aws_account_id"));
        entries.add(new ConfigEntry("ENVIRONMENT", environment.name(), "environment"));
        entries.add(new ConfigEntry("NAMESPACE", environment.namespace(), "namespace"));
        environment.services().values().forEach(service -> entries.add(url(service)));
        entries.addAll(redis());
        Endpoint rds = environment.endpoints().rds();
        entries.add(new ConfigEntry("RDS_HOST", rds.host(), "infrastructure_endpoints.rds"));
        entries.add(new ConfigEntry("RDS_PORT", Integer.toString(rds.port()), "infrastructure_endpoints.rds"));
        var messaging = environment.messaging();
        entries.add(
                new ConfigEntry("SQS_INFERENCE_QUEUE_URL", messaging.inferenceQueueUrl(), "sqs_queue_urls.inference"));
        entries.add(new ConfigEntry("SQS_JUDGE_QUEUE_URL", messaging.judgeQueueUrl(), "sqs_queue_urls.judge"));
        entries.add(
                new ConfigEntry("SNS_INFERENCE_TOPIC_ARN", messaging.inferenceTopicArn(), "sns_topic_arns.inference"));
        entries.add(new ConfigEntry("SNS_JUDGE_TOPIC_ARN", messaging.judgeTopicArn(), "sns_topic_arns.judge"));
        var appConfig = environment.appConfig();
        entries.add(new ConfigEntry("APPCONFIG_APPLICATION_ID", appConfig.application(), "appconfig_ids.application"));
        entries.add(new ConfigEntry("APPCONFIG_ENVIRONMENT_ID", appConfig.environment(), "appconfig_ids.environment"));
        entries.add(new ConfigEntry("APPCONFIG_PROFILE_ID", appConfig.profile(), "appconfig_ids.profile"));
        return entries;
    }

    private ConfigEntry url(ServiceSettings service) {
        return new ConfigEntry(
                service.key().toUpperCase(Locale.ROOT) + "_SERVICE_URL",
                "http://" + service.name() + "." + environment.namespace() + ".svc.cluster.local:" + service.port(),
                "service_ports." + service.key());
    }

    private List<ConfigEntry> redis() {
        var external = environment.endpoints().redis();
        String host = external.map(Endpoint::host)
                .orElse(environment.redisCache().name() + "." + environment.namespace() + ".svc.cluster.local");
        int port = external.map(Endpoint::port).orElse(environment.redisCache().port());
        String input = external.isPresent() ? "infrastructure_endpoints.redis" : "redis_cache";
        return List.of(
                new ConfigEntry("REDIS_CACHE_HOST", host, input),
                new ConfigEntry("REDIS_CACHE_PORT", Integer.toString(port), input));
    }
}
