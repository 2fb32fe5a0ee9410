package dev.plumbline.environment;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the record of inputs that were found to be right. */
final class EnvironmentBuilder {
    private final Inputs in;
    private final String name;
    private final TargetKind target;

    EnvironmentBuilder(Inputs in, String name) {
        this.in = in;
        this.name = name;
        this.target = Target.of(in).orElseThrow();
    }

    Environment build(Provenance provenance) {
        return new Environment(
                name,
                target,
                text("project_name"),
                new AwsAccount(
                        text("aws_region"),
                        text("aws_account_id"),
                        new AwsAccess(
                                in.text("aws_access", "profile"),
                                in.text("aws_access", "role_arn"),
                                in.text("aws_access", "external_id"))),
                cluster(),
                text("namespace"),
                tags(),
                new ImageSource(text("ecr_repository_prefix"), text("image_tag"), in.list("allowed_registries")),
                roles(),
                secrets(),
                new AppConfigIds(
                        text("appconfig_ids", "application"),
                        text("appconfig_ids", "environment"),
                        text("appconfig_ids", "profile")),
                new InfrastructureEndpoints(HostPort.of(in, "rds").orElseThrow(), HostPort.of(in, "redis")),
                new Messaging(
                        text("sqs_queue_urls", "inference"),
                        text("sqs_queue_urls", "judge"),
                        text("sns_topic_arns", "inference"),
                        text("sns_topic_arns", "judge")),
                services(),
                releases(),
                new ApplicationChart(Path.of(text("chart", "directory")), in.plain("chart", "values")),
                redisCache(),
                endpoints(),
                ChartPolicy.valueOf(
                        text("charts").toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                permissions(),
                driftIgnores(),
                Set.copyOf(in.list("safe_disturbances")),
                new ProofSettings(
                        in.text("proof", "assume_role").filter("true"::equals).isPresent()),
                WorkloadIdentities.of(in),
                InputSettings.of(in, name),
                provenance);
    }

    /** Module outputs may speak of a real cluster even where another one is started. */
    private ClusterInputs cluster() {
        return new ClusterInputs(
                ofStanding("cluster_name").orElseGet(() -> text("project_name") + "-" + name),
                ofStanding("cluster_endpoint").map(URI::create),
                ofStanding("cluster_ca_certificate"),
                ofStanding("cluster_oidc_provider_arn"),
                text("kubernetes_version"),
                in.text("vpc_id"),
                ofStanding("cluster_uid"));
    }

    private Optional<String> ofStanding(String key) {
        return target == TargetKind.LOCAL ? Optional.empty() : in.text(key);
    }

    /** The project's and the environment's own name are tags without being written again. */
    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Project", text("project_name"));
        tags.put("Environment", name);
        tags.putAll(in.texts("tags"));
        return tags;
    }

    /** The module that makes the roles may make others as well. */
    private Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>(in.texts("iam_role_arns"));
        roles.keySet().retainAll(RoleKeys.of(in).used());
        return roles;
    }

    private SecretsConfig secrets() {
        return new SecretsConfig(
                text("secrets_config", "store_name"),
                text("secrets_config", "secret_name"),
                text("secrets_config", "rds_secret_id"),
                text("secrets_config", "username_property"),
                text("secrets_config", "password_property"),
                text("secrets_config", "refresh_interval"),
                in.list("secrets_config", "consumers"));
    }

    private Map<String, ServiceSettings> services() {
        Map<String, ServiceSettings> services = new LinkedHashMap<>();
        for (String key : in.keys("service_ports")) {
            services.put(
                    key,
                    new ServiceSettings(
                            key,
                            ServiceKeys.nameOf(in, key),
                            whole("service_ports", key),
                            ServiceKeys.roleKeyOf(key),
                            new Autoscaling(
                                    whole("autoscaling", key, "min_replicas"),
                                    whole("autoscaling", key, "max_replicas"),
                                    whole("autoscaling", key, "target_cpu_percent"),
                                    in.plain("autoscaling", key, "behavior")),
                            resources("resources", key),
                            probes(key),
                            in.plain("security_context", key),
                            in.plain("values", key)));
        }
        return services;
    }

    private Optional<ProbePaths> probes(String key) {
        return in.has("probes", key)
                ? Optional.of(new ProbePaths(text("probes", key, "liveness"), text("probes", key, "readiness")))
                : Optional.empty();
    }

    private Map<String, ReleaseSettings> releases() {
        Map<String, ReleaseSettings> releases = new LinkedHashMap<>();
        for (String key : in.keys("releases")) {
            releases.put(
                    key,
                    new ReleaseSettings(
                            key,
                            text("releases", key, "name"),
                            text("releases", key, "namespace"),
                            text("releases", key, "repository"),
                            text("releases", key, "chart"),
                            text("releases", key, "version"),
                            in.text("releases", key, "role_key"),
                            in.text("releases", key, "service_account"),
                            in.plain("releases", key, "values"),
                            in.list("releases", key, "allowed_registries")));
        }
        return releases;
    }

    private RedisCacheSettings redisCache() {
        return new RedisCacheSettings(
                text("redis_cache", "service"),
                text("redis_cache", "name"),
                whole("redis_cache", "port"),
                text("redis_cache", "image", "repository"),
                text("redis_cache", "image", "tag"),
                resources("redis_cache", "resources"));
    }

    private Map<String, List<PermissionSettings>> permissions() {
        Map<String, List<PermissionSettings>> permissions = new LinkedHashMap<>();
        for (String role : in.keys(PermissionRule.KEY)) {
            permissions.put(
                    role,
                    in.keys(PermissionRule.KEY, role).stream()
                            .map(name -> permission(name, PermissionRule.KEY, role, name))
                            .toList());
        }
        return permissions;
    }

    private PermissionSettings permission(String name, String... keys) {
        return new PermissionSettings(
                name,
                !in.text(Inputs.append(keys, "expect")).equals(Optional.of("deny")),
                in.list(Inputs.append(keys, "actions")),
                text(Inputs.append(keys, "resource")),
                in.texts(Inputs.append(keys, "context")));
    }

    private List<DriftIgnore> driftIgnores() {
        return in.keys(IgnoreRule.KEY).stream()
                .map(key -> new DriftIgnore(
                        key,
                        text(IgnoreRule.KEY, key, "object"),
                        text(IgnoreRule.KEY, key, "field"),
                        text(IgnoreRule.KEY, key, "reason"),
                        LocalDate.parse(text(IgnoreRule.KEY, key, "expires"))))
                .toList();
    }

    private Resources resources(String... keys) {
        String[] limits = Inputs.append(keys, "limits");
        return new Resources(
                amounts(Inputs.append(keys, "requests")),
                in.has(limits) ? Optional.of(amounts(limits)) : Optional.empty());
    }

    private Resources.Amounts amounts(String... keys) {
        return new Resources.Amounts(text(Inputs.append(keys, "cpu")), text(Inputs.append(keys, "memory")));
    }

    private Map<String, URI> endpoints() {
        Map<String, URI> endpoints = new LinkedHashMap<>();
        in.texts("aws_endpoints").forEach((service, address) -> endpoints.put(service, URI.create(address)));
        return endpoints;
    }

    private String text(String... keys) {
        return in.text(keys).orElseThrow(() -> new IllegalStateException("unchecked input " + List.of(keys)));
    }

    private int whole(String... keys) {
        return in.whole(keys).orElseThrow(() -> new IllegalStateException("unchecked input " + List.of(keys)));
    }
}
