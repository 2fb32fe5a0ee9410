package dev.plumbline.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which output of which Terraform module is which input. Outputs that are not listed belong to others and are passed over. */
enum ModuleOutput {
    CLUSTER_NAME("eks", "cluster_name", "cluster_name"),
    CLUSTER_ENDPOINT("eks", "cluster_endpoint", "cluster_endpoint"),
    CLUSTER_CA("eks", "cluster_certificate_authority_data", "cluster_ca_certificate"),
    OIDC_PROVIDER("eks", "oidc_provider_arn", "cluster_oidc_provider_arn"),
    CLUSTER_VERSION("eks", "cluster_version", "kubernetes_version"),
    VPC("eks", "vpc_id", "vpc_id"),
    ROLES("iam-roles", "role_arns", "iam_role_arns"),
    RDS_SECRET("secrets", "rds_secret_arn", "secrets_config.rds_secret_id"),
    APPCONFIG_APPLICATION("appconfig", "application_id", "appconfig_ids.application"),
    APPCONFIG_ENVIRONMENT("appconfig", "environment_id", "appconfig_ids.environment"),
    APPCONFIG_PROFILE("appconfig", "configuration_profile_id", "appconfig_ids.profile"),
    /** {@code aws_db_instance.endpoint}, which is {@code host:port}. */
    RDS_ENDPOINT("rds", "db_instance_endpoint", "infrastructure_endpoints.rds.host"),
    RDS_PORT("rds", "db_instance_port", "infrastructure_endpoints.rds.port"),
    QUEUES("sqs", "queue_urls", "sqs_queue_urls"),
    TOPICS("sns", "topic_arns", "sns_topic_arns");

    private final String module;
    private final String output;
    private final String input;

    ModuleOutput(String module, String output, String input) {
        this.module = module;
        this.output = output;
        this.input = input;
    }

    /** The modules in the order in which they are applied. */
    static List<String> modules() {
        return Arrays.stream(values()).map(ModuleOutput::module).distinct().toList();
    }

    static List<ModuleOutput> of(String module) {
        return Arrays.stream(values())
                .filter(output -> output.module.equals(module))
                .toList();
    }

    /** The output that gives an input or the mapping it is in. */
    static Optional<ModuleOutput> giving(String keyPath) {
        return Arrays.stream(values())
                .filter(output -> keyPath.equals(output.input) || keyPath.startsWith(output.input + "."))
                .findFirst();
    }

    String module() {
        return module;
    }

    String output() {
        return output;
    }

    /** The input's keys from the root. */
    List<String> input() {
        return List.of(input.split("\\."));
    }
}
