package dev.plumbline.observe;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ReleaseSettings;
import dev.plumbline.environment.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an environment asks for, in the words of the contract. Derived from the environment alone and on purpose not from the platform
 * that is deployed: a mistake in how that is made must not become what is expected.
 */
public final class Declared {
    /** Namespaces that every cluster has, and that nobody here creates or labels. */
    private static final List<String> CLUSTERS_OWN =
            List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Environment environment;
    private final ChartVersion applicationChart;

    Declared(Environment environment, ChartVersion applicationChart) {
        this.environment = environment;
        this.applicationChart = applicationChart;
    }

    public List<ServiceSettings> services() {
        return List.copyOf(environment.services().values());
    }

    /** Those that get the RDS credentials. */
    public List<ServiceSettings> credentialReaders() {
        return services().stream()
                .filter(service -> environment.secrets().consumers().contains(service.key()))
                .toList();
    }

    /** Namespaces that exist because of the platform, that of the applications first. */
    public List<String> namespaces() {
        return Stream.concat(
                        Stream.of(environment.namespace()),
                        environment.releases().values().stream().map(ReleaseSettings::namespace))
                .filter(namespace -> !CLUSTERS_OWN.contains(namespace))
                .distinct()
                .toList();
    }

    /** System releases, then application releases. */
    public List<DeclaredRelease> releases() {
        return Stream.concat(
                        environment.releases().values().stream().map(this::release),
                        services().stream().map(this::releaseOf))
                .toList();
    }

    /** The release of a service. */
    public DeclaredRelease releaseOf(ServiceSettings service) {
        List<String> registries = new ArrayList<>(environment.images().allowedRegistries());
        registries.add(environment.images().prefix());
        if (bringsCache(service)) {
            registries.add(environment.redisCache().imageRepository());
        }
        return new DeclaredRelease(
                service.key() + "_service",
                service.name(),
                environment.namespace(),
                applicationChart,
                registries,
                Optional.empty(),
                Optional.of(service));
    }

    /** Every service account that must carry a role: those of the controllers, then those of the services. */
    public List<RoleBearer> roleBearers() {
        Stream<RoleBearer> controllers = environment.releases().values().stream()
                .filter(settings -> settings.roleKey().isPresent())
                .map(settings -> bearer(
                        settings.roleKey().get(),
                        settings.serviceAccount().orElse(settings.name()),
                        release(settings)));
        Stream<RoleBearer> applications =
                services().stream().map(service -> bearer(service.roleKey(), service.name(), releaseOf(service)));
        return Stream.concat(controllers, applications).toList();
    }

    /** Whether the cache runs in the cluster, brought by the release of this service. */
    public boolean bringsCache(ServiceSettings service) {
        return hasCache() && service.key().equals(environment.redisCache().service());
    }

    /** Whether the cache runs in the cluster at all. */
    public boolean hasCache() {
        return environment.endpoints().redis().isEmpty();
    }

    /** Exactly the entries of {@code infra-config}. */
    public List<ConfigEntry> infraConfig() {
        return new DeclaredConfig(environment).entries();
    }

    private DeclaredRelease release(ReleaseSettings settings) {
        return new DeclaredRelease(
                settings.key(),
                settings.name(),
                settings.namespace(),
                new ChartVersion(settings.chart(), settings.version()),
                settings.allowedRegistries(),
                Optional.of(settings),
                Optional.empty());
    }

    private RoleBearer bearer(String roleKey, String account, DeclaredRelease release) {
        return new RoleBearer(roleKey, environment.iamRoleArns().get(roleKey), account, release);
    }
}
