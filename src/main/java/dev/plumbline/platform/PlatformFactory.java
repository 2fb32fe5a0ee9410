package dev.plumbline.platform;

import dev.plumbline.chart.ChartReference;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ProbePaths;
import dev.plumbline.environment.ReleaseSettings;
import dev.plumbline.environment.ServiceSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Makes the platform of an environment: a pure function. */
public final class PlatformFactory {
    private static final ProbePaths DEFAULT_PROBES = new ProbePaths("/healthz", "/readyz");
    /** Namespaces that every cluster has: never created, never labelled, never removed. */
    private static final List<String> CLUSTERS_OWN =
            List.of("kube-system", "default", "kube-public", "kube-node-lease");

    private final Environment environment;

    private PlatformFactory(Environment environment) {
        this.environment = environment;
    }

    public static Platform platformOf(Environment environment) {
        return new PlatformFactory(environment).create();
    }

    private Platform create() {
        List<Service> services =
                environment.services().values().stream().map(this::service).toList();
        SortedMap<String, String> infraConfig = InfraConfig.entries(environment, services);
        return new Platform(
                environment,
                namespaces(),
                configMap(infraConfig),
                secretStore(),
                services,
                releases(services, infraConfig));
    }

    private Service service(ServiceSettings settings) {
        return new Service(
                settings.key(),
                settings.name(),
                environment.namespace(),
                settings.port(),
                environment.images().repositoryOf(settings.name()) + ":"
                        + environment.images().tag(),
                environment.iamRoleArns().get(settings.roleKey()),
                settings.autoscaling(),
                settings.resources(),
                settings.probes().orElse(DEFAULT_PROBES),
                environment.secrets().consumers().contains(settings.key()));
    }

    private List<Namespace> namespaces() {
        return Stream.concat(
                        Stream.of(environment.namespace()),
                        environment.releases().values().stream().map(ReleaseSettings::namespace))
                .filter(name -> !CLUSTERS_OWN.contains(name))
                .distinct()
                .map(name -> new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(environment.tags())
                        .endMetadata()
                        .build())
                .toList();
    }

    private ConfigMap configMap(Map<String, String> entries) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(InfraConfig.NAME)
                .withNamespace(environment.namespace())
                .withLabels(environment.tags())
                .endMetadata()
                .withData(entries)
                .build();
    }

    private GenericKubernetesResource secretStore() {
        ReleaseSettings operator = operator();
        Map<String, Object> store = Values.of(
                "provider/aws/service",
                "SecretsManager",
                "provider/aws/region",
                environment.aws().region());
        Map<String, Object> account = Values.of(
                "name", operator.serviceAccount().orElse(operator.name()),
                // without it each ExternalSecret would use an account of that name in its own namespace, and the store
                // would be
                // Valid without ever having asked STS
                "namespace", operator.namespace());
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("external-secrets.io/v1beta1")
                .withKind("ClusterSecretStore")
                .withNewMetadata()
                .withName(environment.secrets().storeName())
                .withLabels(environment.tags())
                .endMetadata()
                .addToAdditionalProperties(
                        "spec",
                        // with any auth the operator would ask for a token of an annotated account, and there is none
                        operator.roleKey()
                                        .filter(environment.identities()::usesPodIdentity)
                                        .isPresent()
                                ? store
                                : Values.merge(store, Values.of("provider/aws/auth/jwt/serviceAccountRef", account)))
                .build();
    }

    private ReleaseSettings operator() {
        return environment.releases().values().stream()
                .filter(release -> release.chart().equals("external-secrets"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("environment " + environment.name()
                        + " has no release of chart external-secrets, which the secret store needs"));
    }

    private List<Release> releases(List<Service> services, Map<String, String> infraConfig) {
        SystemValues systemValues = new SystemValues(environment);
        ServiceValues serviceValues = new ServiceValues(environment, infraConfig);
        return Stream.concat(
                        environment.releases().values().stream()
                                .map(settings -> systemRelease(settings, systemValues.of(settings))),
                        services.stream()
                                .map(service -> applicationRelease(
                                        service,
                                        serviceValues.of(
                                                service, environment.services().get(service.key())))))
                .toList();
    }

    private Release systemRelease(ReleaseSettings settings, Map<String, Object> values) {
        return new Release(
                settings.key(),
                Release.Kind.SYSTEM,
                settings.name(),
                settings.namespace(),
                new ChartReference.Repository(repository(settings.repository()), settings.chart(), settings.version()),
                values,
                settings.roleKey().map(key -> settings.serviceAccount().orElse(settings.name())),
                settings.roleKey().map(environment.iamRoleArns()::get),
                settings.allowedRegistries());
    }

    private Release applicationRelease(Service service, Map<String, Object> values) {
        List<String> registries = new ArrayList<>(environment.images().allowedRegistries());
        registries.add(environment.images().prefix());
        if (service.key().equals(environment.redisCache().service())) {
            registries.add(environment.redisCache().imageRepository());
        }
        return new Release(
                service.key() + "_service",
                Release.Kind.APPLICATION,
                service.name(),
                service.namespace(),
                new ChartReference.Local(environment.applicationChart().directory()),
                values,
                Optional.of(service.name()),
                Optional.of(service.roleArn()),
                registries);
    }

    private static URI repository(String text) {
        return text.contains("://") ? URI.create(text) : Path.of(text).toUri();
    }
}
