package dev.plumbline.harness;

import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.platform.Release;
import dev.plumbline.redact.Redactor;
import dev.plumbline.redact.SecretNames;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a run's redactor the values that are secret by where they stand in what is deployed. */
final class RunSecrets {
    private final Redactor redactor;

    RunSecrets(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Before rendering, whose errors may repeat values: what stands under a secret's name in Helm values. */
    void ofValues(List<Release> releases) {
        List<String> found = new ArrayList<>();
        releases.forEach(release -> collect(release.values(), found));
        redactor.registerAll(found);
    }

    /** Data of rendered Secrets, and what containers and ConfigMaps are given under a secret's name. */
    void of(RenderedPlatform rendered) {
        List<String> found = new ArrayList<>();
        rendered.objects().forEach(object -> collect(object, found));
        redactor.registerAll(found);
    }

    /** Data of a Secret, rendered or read from a cluster. */
    void of(Secret secret) {
        List<String> found = new ArrayList<>();
        collect(secret, found);
        redactor.registerAll(found);
    }

    private static void collect(HasMetadata object, List<String> found) {
        if (object instanceof Secret secret) {
            orNone(secret.getStringData()).forEach((key, value) -> add(SecretNames.isSecretData(key), value, found));
            orNone(secret.getData()).forEach((key, value) -> add(SecretNames.isSecretData(key), decoded(value), found));
        } else if (object instanceof ConfigMap config) {
            orNone(config.getData()).forEach((key, value) -> add(SecretNames.isSecret(key), value, found));
        } else {
            template(object).stream()
                    .flatMap(pod -> Stream.concat(
                            pod.getSpec().getContainers().stream(),
                            Optional.ofNullable(pod.getSpec().getInitContainers()).stream()
                                    .flatMap(List::stream)))
                    .map(Container::getEnv)
                    .flatMap(List::stream)
                    .forEach(variable -> add(SecretNames.isSecret(variable.getName()), variable.getValue(), found));
        }
    }

    private static Optional<PodTemplateSpec> template(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getTemplate());
        }
        if (object instanceof StatefulSet set) {
            return Optional.of(set.getSpec().getTemplate());
        }
        if (object instanceof DaemonSet set) {
            return Optional.of(set.getSpec().getTemplate());
        }
        return object instanceof Job job ? Optional.of(job.getSpec().getTemplate()) : Optional.empty();
    }

    private static void collect(Object node, List<String> found) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String text) {
                    add(SecretNames.isSecret(key.toString()), text, found);
                } else {
                    collect(value, found);
                }
            });
            if (map.get("name") instanceof String name && map.get("value") instanceof String value) {
                add(SecretNames.isSecret(name), value, found);
            }
        } else if (node instanceof List<?> list) {
            list.forEach(element -> collect(element, found));
        }
    }

    private static void add(boolean secret, String value, List<String> found) {
        if (secret && value != null) {
            found.add(value);
        }
    }

    private static Map<String, String> orNone(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return base64;
        }
    }
}
