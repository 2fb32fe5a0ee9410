package dev.plumbline.account;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.PermissionSettings;
import dev.plumbline.iam.aws.Partition;
import dev.plumbline.iam.permission.Expectation;
import java.util.List;

/** What an environment expects of its roles, its words for resources made ARNs. */
public final class ExpectedPermissions {
    /** A secret's ARN ends with six characters that only AWS knows: any will do to ask with. */
    private static final String SUFFIX = "-a1B2c3";

    private ExpectedPermissions() {}

    public static List<Expectation> of(Environment environment, String roleKey) {
        return environment.permissions().getOrDefault(roleKey, List.of()).stream()
                .map(settings -> expectation(settings, environment))
                .toList();
    }

    private static Expectation expectation(PermissionSettings settings, Environment environment) {
        return new Expectation(
                settings.name(),
                settings.allowed(),
                settings.actions(),
                arn(settings.resource(), environment),
                settings.context());
    }

    public static String arn(String resource, Environment environment) {
        return switch (resource) {
            case "topic/inference" -> environment.messaging().inferenceTopicArn();
            case "topic/judge" -> environment.messaging().judgeTopicArn();
            case "queue/inference" -> queue(environment.messaging().inferenceQueueUrl(), environment);
            case "queue/judge" -> queue(environment.messaging().judgeQueueUrl(), environment);
            case "secret/rds" -> secret(environment);
            case "appconfig/profile" ->
                of(
                        "appconfig",
                        "application/%s/environment/%s/configuration/%s"
                                .formatted(
                                        environment.appConfig().application(),
                                        environment.appConfig().environment(),
                                        environment.appConfig().profile()),
                        environment);
            default -> resource;
        };
    }

    private static String queue(String url, Environment environment) {
        return of("sqs", url.substring(url.lastIndexOf('/') + 1), environment);
    }

    private static String secret(Environment environment) {
        String id = environment.secrets().rdsSecretId();
        return id.startsWith("arn:") ? id : of("secretsmanager", "secret:" + id + SUFFIX, environment);
    }

    private static String of(String service, String resource, Environment environment) {
        String region = environment.aws().region();
        return "arn:%s:%s:%s:%s:%s"
                .formatted(
                        Partition.ofRegion(region).id(),
                        service,
                        region,
                        environment.aws().accountId(),
                        resource);
    }
}
