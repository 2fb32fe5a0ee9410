package dev.plumbline.environment;

import static dev.plumbline.environment.Shape.fields;

import java.util.List;

/** Every input there is. {@code environments/environment.schema.json} is this table in another language; a test compares them. */
final class InputShapes {
    private static final Shape PORT = new Shape.Whole(1, 65_535);
    private static final Shape REPLICAS = new Shape.Whole(1, 1_000);
    private static final Shape PASSED_ON = new Shape.PassedOn();

    private InputShapes() {}

    static Shape.Fields document() {
        return messaging(cluster(identity(fields())))
                .with("infrastructure_endpoints", endpoints(), "What the services connect to outside of the platform")
                .with("service_names", perService(text(Format.OBJECT_NAME)), "Kubernetes names; default <key>-service")
                .with(
                        "service_ports",
                        perService(PORT),
                        "Ports; in platform.yaml they also say which services there are")
                .with("autoscaling", perService(autoscaling()), "Bounds of the HorizontalPodAutoscalers")
                .with("resources", perService(resources()), "Requests and limits of the service containers")
                .with("probes", perService(probes()), "HTTP paths of the probes")
                .with("security_context", perService(PASSED_ON), "Overrides of the container securityContext")
                .with("values", perService(PASSED_ON), "Further chart values of a service; they win over chart.values")
                .with("chart", chart(), "The chart that all services share")
                .with("redis_cache", redisCache(), "The in-cluster cache")
                .with(
                        "charts",
                        new Shape.Choice(List.of("upstream", "stand-in", "auto")),
                        "Which charts system releases use; only upstream on a live environment")
                .with(
                        "releases",
                        new Shape.Entries(Format.RELEASE_KEY, release()),
                        "System releases; platform.yaml says which there are")
                .with(
                        PermissionRule.KEY,
                        new Shape.Entries(Format.ROLE_KEY, new Shape.Entries(Format.IGNORE_KEY, permission())),
                        "What each role must be able to do, and must not")
                .with(
                        IgnoreRule.KEY,
                        new Shape.Entries(Format.IGNORE_KEY, ignore()),
                        "Differences between cluster and declaration that are accepted for a while")
                .with(
                        WorkloadIdentities.KEY,
                        new Shape.Choice(WorkloadIdentities.words()),
                        "How accounts get their roles; default: irsa")
                .with(
                        WorkloadIdentities.BY_ROLE,
                        new Shape.Entries(Format.ROLE_KEY, new Shape.Choice(WorkloadIdentities.words())),
                        "The same for single roles")
                .with(InputSettings.KEY, InputSettings.shape(), "The Terraform modules that `inputs refresh` asks")
                .with(
                        "aws_endpoints",
                        new Shape.Entries(Format.AWS_SERVICE, text(Format.URL)),
                        "Emulator addresses; refused on a live environment")
                .with(
                        "safe_disturbances",
                        list(Format.CHECK),
                        "Disturbing checks (docs/checks.md) that a live environment bears; refused in prod")
                .with(
                        "proof",
                        fields().with(
                                        "assume_role",
                                        new Shape.Truth(),
                                        "Whether roles are assumed with tokens of their accounts, and refused to others"),
                        "What a verification does to be sure, besides reading; writes nothing");
    }

    private static Shape.Fields identity(Shape.Fields fields) {
        return fields.with("environment", text(Format.DNS_LABEL), "The name of this file without .yaml")
                .with("target", new Shape.Choice(Target.words()), "The kind of cluster")
                .with("project_name", text(Format.DNS_LABEL), "The project tag")
                .with("namespace", text(Format.DNS_LABEL), "The application namespace")
                .with(
                        "tags",
                        new Shape.Entries(Format.LABEL_KEY, text(Format.LABEL_VALUE)),
                        "Labels on every object: ManagedBy, Owner, CostCenter; Project and Environment are added")
                .with("aws_region", text(Format.REGION), "The region of everything")
                .with("aws_account_id", text(Format.ACCOUNT), "The account, and the only one that is ever touched")
                .with(
                        "aws_access",
                        fields().with("profile", text(Format.PROFILE), "Profile of the AWS configuration file")
                                .with("role_arn", text(Format.ROLE_ARN), "Role to assume first")
                                .with("external_id", text(Format.EXTERNAL_ID), "What that role wants to hear"),
                        "As whom AWS is asked; default: the AWS SDK's default chain")
                .with(
                        "ecr_repository_prefix",
                        text(Format.IMAGE_PREFIX),
                        "Images are <prefix>/<service name>:<image_tag>")
                .with("image_tag", text(Format.IMAGE_TAG), "The tag of the service images")
                .with(
                        "registry_mirrors",
                        list(Format.REGISTRY_HOST),
                        "Hosts that ecr_repository_prefix may start with instead of the account's own registry")
                .with(
                        "allowed_registries",
                        list(Format.IMAGE_PREFIX),
                        "Image prefixes that services may use besides ecr_repository_prefix");
    }

    private static Shape.Fields cluster(Shape.Fields fields) {
        return fields.with(
                        "cluster_name", text(Format.CLUSTER_NAME), "The EKS cluster; not for a cluster that is started")
                .with("cluster_endpoint", text(Format.API_SERVER), "Its API server")
                .with("cluster_ca_certificate", text(Format.BASE64), "Its certificate authority")
                .with("cluster_oidc_provider_arn", text(Format.OIDC_PROVIDER), "Its IAM OIDC provider")
                .with("cluster_uid", text(Format.UID), "The UID of its namespace kube-system, pinned")
                .with("kubernetes_version", text(Format.KUBERNETES_VERSION), "The version that charts are rendered for")
                .with("vpc_id", text(Format.VPC), "For the load balancer controller");
    }

    private static Shape.Fields messaging(Shape.Fields fields) {
        return fields.with(
                        "iam_role_arns",
                        new Shape.Entries(Format.ROLE_KEY, text(Format.ROLE_ARN)),
                        "IRSA roles by <service>_service and by role_key of a release")
                .with(
                        "secrets_config",
                        fields().with("store_name", text(Format.DNS_LABEL), "The ClusterSecretStore")
                                .with("secret_name", text(Format.DNS_LABEL), "The ExternalSecret and its Secret")
                                .with(
                                        "rds_secret_id",
                                        text(Format.SECRET_ID),
                                        "Name or ARN of the Secrets Manager entry")
                                .with("username_property", text(Format.PROPERTY), "Property that becomes username")
                                .with("password_property", text(Format.PROPERTY), "Property that becomes password")
                                .with("refresh_interval", text(Format.DURATION), "How often it is fetched again")
                                .with("consumers", list(Format.SERVICE_KEY), "Services that get the credentials"),
                        "The RDS credentials: names, never values")
                .with(
                        "appconfig_ids",
                        fields().with("application", text(Format.APPCONFIG_ID), "Application id")
                                .with("environment", text(Format.APPCONFIG_ID), "Environment id")
                                .with("profile", text(Format.APPCONFIG_ID), "Configuration profile id"),
                        "AppConfig ids, not names")
                .with("sqs_queue_urls", inferenceAndJudge(Format.QUEUE_URL), "SQS queues")
                .with("sns_topic_arns", inferenceAndJudge(Format.TOPIC_ARN), "SNS topics");
    }

    private static Shape inferenceAndJudge(Format format) {
        return fields().with("inference", text(format), "Inference").with("judge", text(format), "Judge");
    }

    private static Shape endpoints() {
        Shape endpoint = fields().with("host", text(Format.ENDPOINT), "Host, or host:port as Terraform gives it")
                .with("port", PORT, "Port; must agree with the one in host");
        return fields().with("rds", endpoint, "The database")
                .with("redis", endpoint, "An external cache; without it redis_cache is created");
    }

    private static Shape autoscaling() {
        return fields().with("min_replicas", REPLICAS, "At least 1")
                .with("max_replicas", REPLICAS, "At least min_replicas")
                .with("target_cpu_percent", new Shape.Whole(1, 500), "Average use of the CPU request, in percent")
                .with(
                        "behavior",
                        fields().with("scaleUp", PASSED_ON, "As in autoscaling/v2")
                                .with("scaleDown", PASSED_ON, "As in autoscaling/v2"),
                        "Scaling rules; default: the cluster's");
    }

    private static Shape resources() {
        Shape amounts = fields().with("cpu", text(Format.CPU), "CPU").with("memory", text(Format.MEMORY), "Memory");
        return fields().with("requests", amounts, "What is reserved").with("limits", amounts, "What may be used");
    }

    private static Shape probes() {
        return fields().with("liveness", text(Format.HTTP_PATH), "Also used at start-up")
                .with("readiness", text(Format.HTTP_PATH), "Whether it may get requests");
    }

    private static Shape chart() {
        return fields().with("directory", text(Format.DIRECTORY), "The chart's folder")
                .with("values", PASSED_ON, "Chart values of every service");
    }

    private static Shape redisCache() {
        return fields().with("service", text(Format.SERVICE_KEY), "The service whose release brings it")
                .with("name", text(Format.OBJECT_NAME), "Its Deployment and Service")
                .with("port", PORT, "Its port")
                .with(
                        "image",
                        fields().with("repository", text(Format.IMAGE_PREFIX), "Image without tag")
                                .with("tag", text(Format.IMAGE_TAG), "Image tag"),
                        "Its image")
                .with("resources", resources(), "Its requests and limits");
    }

    private static Shape release() {
        return fields().with("name", text(Format.OBJECT_NAME), "The Helm release")
                .with("namespace", text(Format.DNS_LABEL), "Where it is installed")
                .with("repository", text(Format.CHART_REPOSITORY), "Where its chart is")
                .with("chart", text(Format.DNS_LABEL), "The chart's name")
                .with("version", text(Format.CHART_VERSION), "The chart's exact version")
                .with("role_key", text(Format.ROLE_KEY), "Its key in iam_role_arns; none = no AWS permissions")
                .with("service_account", text(Format.DNS_LABEL), "The account that carries the role")
                .with("allowed_registries", list(Format.IMAGE_PREFIX), "Image prefixes that its pods may use")
                .with("values", PASSED_ON, "Chart values");
    }

    private static Shape permission() {
        return fields().with("expect", new Shape.Choice(List.of("allow", "deny")), "Default: allow")
                .with("actions", list(Format.ACTION), "Actions of IAM")
                .with("resource", text(Format.RESOURCE), "On what")
                .with(
                        "context",
                        new Shape.Entries(Format.CONTEXT_KEY, text(Format.CONTEXT_VALUE)),
                        "What the requests say besides");
    }

    private static Shape ignore() {
        return fields().with("object", text(Format.OBJECT_PATTERN), "Which objects")
                .with("field", text(Format.FIELD_PATTERN), "Which field, and all below it")
                .with("reason", text(Format.SENTENCE), "Why; stands in every report")
                .with("expires", text(Format.DAY), "The last day on which it counts");
    }

    private static Shape perService(Shape value) {
        return new Shape.Entries(Format.SERVICE_KEY, value);
    }

    private static Shape list(Format format) {
        return new Shape.Items(text(format));
    }

    private static Shape text(Format format) {
        return new Shape.Text(format);
    }
}
