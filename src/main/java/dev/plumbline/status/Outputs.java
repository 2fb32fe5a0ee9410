package dev.plumbline.status;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What other tools read of an installation, in the shape of {@code terraform output -json}. */
public final class Outputs {
    private static final List<String> RELEASE_FIELDS =
            List.of("name", "namespace", "revision", "status", "chart", "version", "app_version");

    private final Cluster cluster;
    private final ReleaseSecrets releases;

    public Outputs(Cluster cluster, ReleaseSecrets releases) {
        this.cluster = cluster;
        this.releases = releases;
    }

    /**
     * @return by output name a map of {@code sensitive}, {@code type} and {@code value}
     * @throws DeployException if the platform, or a part of it, is not installed
     */
    public Map<String, Object> of(Platform platform) {
        String namespaceName = platform.namespace().getMetadata().getName();
        Namespace namespace =
                cluster.client().namespaces().withName(namespaceName).get();
        if (namespace == null) {
            throw new DeployException(
                    "cluster %s has no namespace %s: nothing of environment %s is installed there; look: ./plumbline plan -e %s"
                            .formatted(
                                    cluster.name(),
                                    namespaceName,
                                    platform.environment().name(),
                                    platform.environment().name()));
        }
        Map<ReleaseId, StoredRelease> stored = releases.latestIn(
                platform.releases().stream().map(Release::namespace).collect(Collectors.toSet()));
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put(
                "namespace",
                output(
                        objectType(List.of("name", "uid")),
                        fields(
                                "name",
                                namespaceName,
                                "uid",
                                namespace.getMetadata().getUid())));
        outputs.put("system_releases", releases(platform, Release.Kind.SYSTEM, stored));
        outputs.put("application_releases", releases(platform, Release.Kind.APPLICATION, stored));
        outputs.put(
                "configmap_name",
                output("string", platform.infraConfig().getMetadata().getName()));
        outputs.put(
                "secret_store_name",
                output("string", platform.secretStore().getMetadata().getName()));
        return outputs;
    }

    private static Map<String, Object> releases(
            Platform platform, Release.Kind kind, Map<ReleaseId, StoredRelease> stored) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> types = new LinkedHashMap<>();
        for (Release release : platform.releases(kind)) {
            StoredRelease revision = stored.get(new ReleaseId(release.namespace(), release.name()));
            if (revision == null) {
                throw new DeployException("release %s/%s is not installed; look: ./plumbline status -e %s"
                        .formatted(
                                release.namespace(),
                                release.name(),
                                platform.environment().name()));
            }
            types.put(release.key(), objectType(RELEASE_FIELDS));
            values.put(
                    release.key(),
                    fields(
                            "name", release.name(),
                            "namespace", release.namespace(),
                            "revision", revision.revision(),
                            "status", revision.status().toString(),
                            "chart", revision.chartName(),
                            "version", revision.chartVersion(),
                            "app_version", revision.appVersion()));
        }
        return output(List.of("object", types), values);
    }

    private static Map<String, Object> output(Object type, Object value) {
        return fields("sensitive", false, "type", type, "value", value);
    }

    private static List<Object> objectType(List<String> names) {
        Map<String, Object> types = new LinkedHashMap<>();
        names.forEach(name -> types.put(name, name.equals("revision") ? "number" : "string"));
        return List.of("object", types);
    }

    private static Map<String, Object> fields(Object... keysAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return fields;
    }
}
