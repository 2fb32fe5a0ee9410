package dev.plumbline.platform;

import dev.plumbline.environment.Environment;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;

/**
 * What must exist for one environment: pure data, made by {@link PlatformFactory}.
 *
 * @param environment what it was made of
 * @param namespaces the application namespace first, then those that system releases need and that a new cluster lacks
 * @param infraConfig the ConfigMap {@code infra-config}
 * @param secretStore the ClusterSecretStore
 * @param services the application services
 * @param releases system releases, then application releases
 */
public record Platform(
        Environment environment,
        List<Namespace> namespaces,
        ConfigMap infraConfig,
        GenericKubernetesResource secretStore,
        List<Service> services,
        List<Release> releases) {
    public Platform {
        namespaces = List.copyOf(namespaces);
        services = List.copyOf(services);
        releases = List.copyOf(releases);
    }

    /** The application namespace. */
    public Namespace namespace() {
        return namespaces.get(0);
    }

    /** Releases of one kind, in order. */
    public List<Release> releases(Release.Kind kind) {
        return releases.stream().filter(release -> release.kind() == kind).toList();
    }
}
