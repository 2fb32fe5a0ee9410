package dev.plumbline.deploy;

import dev.plumbline.chart.ChartOrigin;
import dev.plumbline.chart.ChartReference;
import dev.plumbline.chart.ResolvedChart;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases of a few lines on the namespaces, the ConfigMap and the store of the small platform. */
public final class HandMade {
    public static final String NAMESPACE = "tiny-apps";
    public static final String STORE = "clustersecretstore/tiny-store";

    private HandMade() {}

    public static RenderedPlatform platform(RenderedRelease... releases) {
        Platform small = PlatformFactory.platformOf(SmallPlatform.environment());
        return new RenderedPlatform(
                new Platform(
                        small.environment(),
                        small.namespaces(),
                        small.infraConfig(),
                        small.secretStore(),
                        small.services(),
                        Arrays.stream(releases).map(RenderedRelease::release).toList()),
                List.of(releases));
    }

    public static RenderedRelease system(String name, String... documents) {
        return release(Release.Kind.SYSTEM, name, "kube-system", Map.of(), documents);
    }

    public static RenderedRelease application(String name, String... documents) {
        return release(Release.Kind.APPLICATION, name, NAMESPACE, Map.of(), documents);
    }

    public static RenderedRelease release(
            Release.Kind kind, String name, String namespace, Map<String, Object> values, String... documents) {
        Release release = new Release(
                name.replace('-', '_'),
                kind,
                name,
                namespace,
                new ChartReference.Local(Path.of("charts", name)),
                values,
                Optional.empty(),
                Optional.empty(),
                List.of());
        ResolvedChart chart = new ResolvedChart(
                name, "1.0.0", "", Path.of("charts", name), "sha256:wanted", ChartOrigin.PROJECT, "hand-made");
        String manifest = String.join("\n---\n", documents);
        return new RenderedRelease(release, chart, manifest, Manifest.objects(manifest, namespace));
    }

    public static String object(String apiVersion, String kind, String name) {
        return object(apiVersion, kind, name, "{}");
    }

    /** @param labels in YAML's flow style */
    public static String object(String apiVersion, String kind, String name, String labels) {
        return """
                apiVersion: %s
                kind: %s
                metadata: {name: %s, labels: %s}
                """.formatted(apiVersion, kind, name, labels);
    }

    public static String service(String name) {
        return object("v1", "Service", name);
    }

    public static String definition(String group, String kind) {
        String plural = kind.toLowerCase(java.util.Locale.ROOT) + "s";
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %2$s.%1$s}
                spec:
                  group: %1$s
                  names: {kind: %3$s, plural: %2$s}
                  scope: Namespaced
                  versions: [{name: v1, served: true, storage: true}]
                """.formatted(group, plural, kind);
    }

    /**
     * A webhook that intercepts the creation of core Services.
     *
     * @param more further fields of it, in YAML's flow style, for example {@code failurePolicy: Ignore}
     */
    public static String serviceWebhook(String name, String more) {
        return webhook(name, "operations: [CREATE], apiGroups: [\"\"], apiVersions: [v1], resources: [services]", more);
    }

    public static String webhook(String name, String rule, String more) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                - {name: %1$s.example.com, rules: [{%2$s}], admissionReviewVersions: [v1], sideEffects: None, clientConfig: {}%3$s}
                """.formatted(name, rule, more.isEmpty() ? "" : ", " + more);
    }
}
