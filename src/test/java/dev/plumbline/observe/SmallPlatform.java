package dev.plumbline.observe;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.deploy.RenderedRelease;
import dev.plumbline.environment.AppConfigIds;
import dev.plumbline.environment.ApplicationChart;
import dev.plumbline.environment.Autoscaling;
import dev.plumbline.environment.AwsAccount;
import dev.plumbline.environment.ChartPolicy;
import dev.plumbline.environment.ClusterInputs;
import dev.plumbline.environment.Endpoint;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ImageSource;
import dev.plumbline.environment.InfrastructureEndpoints;
import dev.plumbline.environment.InputSettings;
import dev.plumbline.environment.Messaging;
import dev.plumbline.environment.ProofSettings;
import dev.plumbline.environment.Provenance;
import dev.plumbline.environment.RedisCacheSettings;
import dev.plumbline.environment.ReleaseSettings;
import dev.plumbline.environment.Resources;
import dev.plumbline.environment.Resources.Amounts;
import dev.plumbline.environment.SecretsConfig;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.environment.SourceLocation;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.environment.WorkloadIdentities;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A second platform: two services, other names, another namespace, its manifests kept as files. What holds for it does so without
 * anything in the suite knowing the names of the first one.
 */
public final class SmallPlatform {
    private static final String ACCOUNT = "444455556666";
    private static final String ROLES = "arn:aws:iam::" + ACCOUNT + ":role/";

    private SmallPlatform() {}

    /** Its manifests as they would be sent. */
    public static Observed rendered() {
        return RenderedObservation.of(renderedPlatform());
    }

    /** The same as another environment asks for it. */
    public static Observed rendered(Environment environment) {
        return RenderedObservation.of(renderedPlatform(environment));
    }

    public static RenderedPlatform renderedPlatform() {
        return renderedPlatform(environment());
    }

    private static RenderedPlatform renderedPlatform(Environment environment) {
        Platform platform = PlatformFactory.platformOf(environment);
        return new RenderedPlatform(
                platform,
                platform.releases().stream()
                        .map(release -> rendered(release, environment))
                        .toList());
    }

    /** The same objects as if a cluster had them; nothing is known of their status. */
    public static Observed seenOn(Source source, Environment environment) {
        Declared declared = new Declared(environment, new ChartVersion("llm-judge-service", "0.1.0"));
        return new Observed(
                new Origin(environment, source),
                declared,
                ObjectIndex.complete(renderedPlatform().objects()),
                SeenReleases.of(List.of(), Map.of()),
                Evidence.none("nobody was asked"));
    }

    public static Environment environment() {
        return environment(TargetKind.LOCAL, Set.of());
    }

    /** The same as a live environment. */
    public static Environment live(Set<String> safeDisturbances) {
        return environment(TargetKind.EKS, safeDisturbances);
    }

    /** A live one whose roles are tried. */
    static Environment proving() {
        return environment(TargetKind.EKS, Set.of(), new ProofSettings(true));
    }

    private static Environment environment(TargetKind target, Set<String> safeDisturbances) {
        return environment(target, safeDisturbances, new ProofSettings(false));
    }

    private static Environment environment(TargetKind target, Set<String> safeDisturbances, ProofSettings proof) {
        return new Environment(
                "tiny",
                target,
                "tiny-judge",
                new AwsAccount("eu-central-1", ACCOUNT),
                new ClusterInputs(
                        "tiny-cluster",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "1.34.4",
                        Optional.of("vpc-1"),
                        Optional.empty()),
                "tiny-apps",
                tags(),
                new ImageSource("registry.example/tiny", "v2.3.4", List.of("registry.example/shared")),
                roles(),
                new SecretsConfig("tiny-store", "db-login", "tiny/db", "user", "pass", "30m", List.of("ledger")),
                new AppConfigIds("app1", "env1", "pro1"),
                new InfrastructureEndpoints(new Endpoint("db.example", 5433), Optional.empty()),
                new Messaging(
                        "https://sqs.eu-central-1.amazonaws.com/" + ACCOUNT + "/inference",
                        "https://sqs.eu-central-1.amazonaws.com/" + ACCOUNT + "/judge",
                        "arn:aws:sns:eu-central-1:" + ACCOUNT + ":inference",
                        "arn:aws:sns:eu-central-1:" + ACCOUNT + ":judge"),
                services(),
                releases(),
                new ApplicationChart(Path.of("charts/llm-judge-service"), Map.of()),
                new RedisCacheSettings(
                        "ledger", "tiny-cache", 6380, "registry.example/shared/redis", "7.0", resources("50m")),
                Map.of(),
                ChartPolicy.STAND_IN,
                Map.of(),
                List.of(),
                safeDisturbances,
                proof,
                WorkloadIdentities.irsa(),
                InputSettings.none(),
                new Provenance(Map.of(
                        "autoscaling.front.max_replicas", new SourceLocation("environments/tiny.yaml", 12),
                        "namespace", new SourceLocation("environments/tiny.yaml", 3))));
    }

    private static Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Project", "tiny-judge");
        tags.put("Environment", "tiny");
        tags.put("ManagedBy", "plumbline");
        tags.put("Owner", "somebody");
        tags.put("CostCenter", "none");
        return tags;
    }

    private static Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("aws_load_balancer_controller", ROLES + "balancer");
        roles.put("external_secrets_operator", ROLES + "secrets");
        roles.put("cluster_autoscaler", ROLES + "scaler");
        roles.put("front_service", ROLES + "front");
        roles.put("ledger_service", ROLES + "ledger");
        return roles;
    }

    private static Map<String, ServiceSettings> services() {
        Map<String, ServiceSettings> services = new LinkedHashMap<>();
        services.put(
                "front",
                service(
                        "front",
                        "front-door",
                        9000,
                        new Autoscaling(2, 7, 65, Map.of("scaleDown", Map.of("stabilizationWindowSeconds", 90)))));
        services.put("ledger", service("ledger", "ledger-service", 9001, new Autoscaling(1, 3, 70, Map.of())));
        return services;
    }

    private static ServiceSettings service(String key, String name, int port, Autoscaling autoscaling) {
        return new ServiceSettings(
                key, name, port, key + "_service", autoscaling, resources("0.2"), Optional.empty(), Map.of(), Map.of());
    }

    private static Resources resources(String cpu) {
        return new Resources(new Amounts(cpu, "256Mi"), Optional.of(new Amounts("500m", "512Mi")));
    }

    private static Map<String, ReleaseSettings> releases() {
        Map<String, ReleaseSettings> releases = new LinkedHashMap<>();
        releases.put(
                "metrics_server",
                release(
                        "metrics_server",
                        "metrics-server",
                        "kube-system",
                        "3.12.0",
                        null,
                        null,
                        Map.of(
                                "image",
                                Map.of("repository", "registry.k8s.io/metrics-server/metrics-server", "tag", "v0.7.0"),
                                "replicas",
                                2,
                                "resources",
                                Map.of("requests", Map.of("cpu", "100m", "memory", "128Mi")))));
        releases.put(
                "aws_load_balancer_controller",
                release(
                        "aws_load_balancer_controller",
                        "aws-load-balancer-controller",
                        "kube-system",
                        "1.7.1",
                        "aws_load_balancer_controller",
                        "aws-load-balancer-controller",
                        Map.of("replicaCount", 2)));
        releases.put(
                "external_secrets",
                release(
                        "external_secrets",
                        "external-secrets",
                        "secrets-operator",
                        "0.9.11",
                        "external_secrets_operator",
                        "external-secrets",
                        Map.of("crds", Map.of("annotations", Map.of("helm.sh/resource-policy", "keep")))));
        releases.put(
                "cluster_autoscaler",
                release(
                        "cluster_autoscaler",
                        "cluster-autoscaler",
                        "kube-system",
                        "9.34.1",
                        "cluster_autoscaler",
                        "cluster-autoscaler",
                        Map.of()));
        return releases;
    }

    private static ReleaseSettings release(
            String key,
            String name,
            String namespace,
            String version,
            String roleKey,
            String account,
            Map<String, Object> values) {
        return new ReleaseSettings(
                key,
                name,
                namespace,
                "fixtures/charts",
                name,
                version,
                Optional.ofNullable(roleKey),
                Optional.ofNullable(account),
                values,
                List.of("registry.k8s.io", "ghcr.io/external-secrets", "public.ecr.aws/eks"));
    }

    private static RenderedRelease rendered(Release release, Environment environment) {
        boolean system = release.kind() == Release.Kind.SYSTEM;
        String version = system ? environment().releases().get(release.key()).version() : "0.1.0";
        String kept = resource("small-platform/" + release.name() + ".yaml");
        // kept as charts made it for IRSA; without the annotation, charts leave its mapping out
        String manifest = environment.identities().equals(WorkloadIdentities.irsa())
                ? kept
                : kept.replaceAll("\n  annotations:\n    eks.amazonaws.com/role-arn: \\S+", "");
        return new RenderedRelease(
                release,
                new ResolvedChart(
                        system ? release.name() : "llm-judge-service",
                        version,
                        "",
                        Path.of("nowhere"),
                        "sha256:0",
                        ChartOrigin.STAND_IN,
                        "kept as a file"),
                manifest,
                objects(manifest));
    }

    /** Reads a YAML stream of objects. */
    static List<HasMetadata> objects(String manifest) {
        return Arrays.stream(manifest.split("(?m)^---\\s*$"))
                .filter(document -> document.contains("kind:"))
                .map(document -> (HasMetadata) Serialization.unmarshal(document))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream stream = SmallPlatform.class.getClassLoader().getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
