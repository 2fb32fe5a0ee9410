package dev.plumbline.deploy;

import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Release;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The steps of a deploy, and what each waits for. The order is derived from what the objects are, so that a new release finds its place
 * by itself:
 *
 * <ul>
 *   <li>an object waits for its namespace;
 *   <li>a system release whose objects another system release's webhooks intercept is sent before that one, unless it has objects
 *       of a kind that the other one defines: then it comes after;
 *   <li>everything else that a webhook intercepts, or whose kind a release's CRD defines, waits at a gate until a dry-run is accepted;
 *   <li>application releases wait for {@code infra-config} and for every system release to be sent, and, with an ExternalSecret, for
 *       its store to be ready (an ExternalSecret created before may retry only minutes later).
 * </ul>
 */
public final class StepGraph {
    private final RenderedPlatform rendered;
    private final Platform platform;
    private final Map<String, Step> gates = new LinkedHashMap<>();

    private StepGraph(RenderedPlatform rendered) {
        this.rendered = rendered;
        this.platform = rendered.platform();
    }

    /** @return every step after the ones it needs */
    public static List<Step> of(RenderedPlatform rendered) {
        return new StepGraph(rendered).create();
    }

    private List<Step> create() {
        List<Step> steps = new ArrayList<>();
        platform.namespaces().forEach(namespace -> steps.add(new Step.Apply(idOf(namespace), namespace, List.of())));
        steps.add(apply(platform.infraConfig()));
        steps.add(apply(platform.secretStore()));
        rendered.releases().forEach(release -> steps.add(deploy(release)));
        steps.addAll(gates.values());
        return TopologicalOrder.of(steps);
    }

    private Step apply(HasMetadata object) {
        Set<Need> needs = new LinkedHashSet<>(namespaceOf(object));
        needs.addAll(gatesFor(object, systemReleases()));
        return new Step.Apply(idOf(object), object, List.copyOf(needs));
    }

    private Step deploy(RenderedRelease release) {
        Set<Need> needs = new LinkedHashSet<>();
        release.objects().forEach(object -> needs.addAll(namespaceOf(object)));
        if (release.release().kind() == Release.Kind.APPLICATION) {
            needs.add(Need.ready(idOf(platform.infraConfig())));
            systemReleases()
                    .forEach(system -> needs.add(Need.sent(system.release().name())));
            release.objects().forEach(object -> {
                needs.addAll(gatesFor(object, systemReleases()));
                needs.addAll(storeOf(object));
            });
        } else {
            List<RenderedRelease> definers = definersFor(release);
            release.objects().forEach(object -> needs.addAll(gatesFor(object, definers)));
            needs.addAll(peersCaughtBy(release));
        }
        return new Step.Deploy(release.release().name(), release, List.copyOf(needs));
    }

    private List<Need> namespaceOf(HasMetadata object) {
        String name = object.getMetadata().getNamespace();
        return platform.namespaces().stream()
                .filter(namespace -> namespace.getMetadata().getName().equals(name))
                .map(namespace -> Need.ready(idOf(namespace)))
                .toList();
    }

    /** System releases without whose definitions some of this one's objects cannot be sent at all. */
    private List<RenderedRelease> definersFor(RenderedRelease release) {
        return systemReleases().stream()
                .filter(peer -> peer != release)
                .filter(peer -> release.objects().stream().anyMatch(object -> isDefinedBy(peer, object)))
                .toList();
    }

    /** System releases with objects that this one's webhooks intercept: its pods are not there to answer when it is sent. */
    private List<Need> peersCaughtBy(RenderedRelease release) {
        List<Interception> webhooks = Interception.of(release.objects());
        return systemReleases().stream()
                .filter(peer -> peer != release)
                .filter(peer -> peer.objects().stream().anyMatch(object -> caught(webhooks, object)))
                .filter(peer -> !definersFor(peer).contains(release))
                .map(peer -> Need.sent(peer.release().name()))
                .toList();
    }

    private List<Need> gatesFor(HasMetadata object, List<RenderedRelease> owners) {
        List<Need> needs = new ArrayList<>();
        for (RenderedRelease release : owners) {
            String owner = release.release().name();
            if (caught(Interception.of(release.objects()), object) || isDefinedBy(release, object)) {
                String id = "gate/" + owner + "/" + object.getKind();
                gates.computeIfAbsent(id, gate -> new Step.Gate(id, object, owner, gateNeeds(owner, object)));
                needs.add(Need.ready(id));
            }
        }
        return needs;
    }

    private List<Need> gateNeeds(String owner, HasMetadata object) {
        List<Need> needs = new ArrayList<>(namespaceOf(object));
        needs.add(Need.sent(owner));
        return needs;
    }

    private List<Need> storeOf(HasMetadata object) {
        HasMetadata store = platform.secretStore();
        return object instanceof GenericKubernetesResource custom
                        && custom.getKind().equals("ExternalSecret")
                        && store.getMetadata().getName().equals(custom.get("spec", "secretStoreRef", "name"))
                ? List.of(Need.ready(idOf(store)))
                : List.of();
    }

    private boolean caught(List<Interception> webhooks, HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        Map<String, String> labels = new HashMap<>();
        // the API server gives every namespace this label
        labels.put("kubernetes.io/metadata.name", namespace);
        platform.namespaces().stream()
                .filter(each -> each.getMetadata().getName().equals(namespace))
                .map(each -> each.getMetadata().getLabels())
                .filter(Objects::nonNull)
                .forEach(labels::putAll);
        return webhooks.stream().anyMatch(webhook -> webhook.catches(object, labels));
    }

    private static boolean isDefinedBy(RenderedRelease release, HasMetadata object) {
        return release.objects().stream().anyMatch(definition -> defines(definition, object));
    }

    private static boolean defines(HasMetadata definition, HasMetadata object) {
        return definition instanceof CustomResourceDefinition crd
                && crd.getSpec().getNames().getKind().equals(object.getKind())
                && object.getApiVersion().startsWith(crd.getSpec().getGroup() + "/");
    }

    private List<RenderedRelease> systemReleases() {
        return rendered.releases().stream()
                .filter(release -> release.release().kind() == Release.Kind.SYSTEM)
                .toList();
    }

    private static String idOf(HasMetadata object) {
        return object.getKind().toLowerCase(java.util.Locale.ROOT) + "/"
                + object.getMetadata().getName();
    }
}
