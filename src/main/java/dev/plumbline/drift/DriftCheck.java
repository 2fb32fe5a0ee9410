package dev.plumbline.drift;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Platform;
import dev.plumbline.readiness.ObjectRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Compares a cluster with what was deployed to it: one LIST for each kind and namespace, and a dry-run for each object of which the
 * LIST leaves a doubt. Reads and dry-runs only.
 */
public final class DriftCheck {
    private final TreeApi api;
    private final Platform platform;
    private final Map<ReleaseId, StoredRelease> stored;
    private final Map<String, Optional<Served>> kinds = new HashMap<>();

    /** @param stored the newest revision of every release there is */
    public DriftCheck(Cluster cluster, Platform platform, Map<ReleaseId, StoredRelease> stored) {
        this.api = new TreeApi(cluster.client());
        this.platform = platform;
        this.stored = Map.copyOf(stored);
    }

    /** @param today by which entries of {@code drift_ignores} expire */
    public DriftReport report(LocalDate today) {
        List<Drifted> drifted = new ArrayList<>();
        return report(today, drifted);
    }

    /**
     * Puts right whatever counts, of the objects for which that can be done; what an ignore accepts stays.
     *
     * @return what was found, and what was done about it
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the cluster refuses, also when somebody changes an object at
     *     the same time
     */
    public Repaired repair(LocalDate today) {
        List<Drifted> drifted = new ArrayList<>();
        DriftReport report = report(today, drifted);
        Repair repair = new Repair(api, this::served);
        return new Repaired(
                report,
                drifted.stream().flatMap(each -> repair.of(each).stream()).toList());
    }

    /**
     * Takes over what Terraform holds: owners change, no field does.
     *
     * @return what was taken over
     */
    public List<Adoption> adopt() {
        return held((object, live) -> TreeApi.join(api.own(
                object.ref(),
                served(object.ref().apiVersion(), object.ref().kind()).orElseThrow(),
                ((Map<?, ?>) live.get("metadata")).get("resourceVersion"),
                Takeover.of(object, live))));
    }

    /** What Terraform holds; reads only. */
    public List<Adoption> held() {
        return held((object, live) -> {});
    }

    private List<Adoption> held(BiConsumer<DeclaredObject, Map<String, Object>> each) {
        List<DeclaredObject> objects = new DeclaredObjects(platform, stored).all(this::served);
        Map<ObjectRef, Map<String, Object>> live = live(objects);
        List<Adoption> held = new ArrayList<>();
        for (DeclaredObject object : objects) {
            Map<String, Object> there = live.getOrDefault(object.ref(), Map.of());
            Adoption.of(object, there).ifPresent(adoption -> {
                each.accept(object, there);
                held.add(adoption);
            });
        }
        return held;
    }

    /** @param objects what was written, one line each */
    public record Repaired(DriftReport report, List<String> objects) {}

    private DriftReport report(LocalDate today, List<Drifted> drifted) {
        DeclaredObjects declaredObjects = new DeclaredObjects(platform, stored);
        List<DeclaredObject> objects = declaredObjects.all(this::served);
        Map<ObjectRef, Map<String, Object>> live = live(objects);
        Set<String> autoscaled = autoscaled(live);
        Ignores ignores = new Ignores(platform.environment().driftIgnores(), today);
        List<Pending> pending = objects.stream()
                .map(object -> pending(object, live.get(object.ref()), autoscaled))
                .toList();
        List<DriftFinding> findings = new ArrayList<>();
        List<DriftReport.Ignored> ignored = new ArrayList<>();
        declaredObjects.missingReleases().forEach(release -> findings.add(Difference.gone(release.name(), release)));
        for (Pending each : pending) {
            Drifted object = each.decide(ignores);
            findings.addAll(object.counted());
            ignored.addAll(object.ignored());
            if (!object.counted().isEmpty()) {
                drifted.add(object);
            }
        }
        List<Adoption> adoptions = objects.stream()
                .flatMap(object -> Optional.ofNullable(live.get(object.ref())).stream()
                        .flatMap(each -> Adoption.of(object, each).stream()))
                .toList();
        return new DriftReport(findings, ignored, ignores.expired(), adoptions, objects.size(), (int)
                pending.stream().filter(each -> each.applied().isPresent()).count());
    }

    /** An object whose dry-run, if it needs one, is under way. */
    private record Pending(
            DeclaredObject declared,
            Optional<Map<String, Object>> live,
            Optional<Difference> difference,
            Optional<CompletableFuture<Map<String, Object>>> applied) {

        Drifted decide(Ignores ignores) {
            if (live.isEmpty()) {
                return Drifted.of(
                        declared,
                        live,
                        Optional.empty(),
                        List.of(Difference.gone(declared.part(), declared.ref())),
                        List.of(),
                        ignores);
            }
            Optional<Map<String, Object>> result = applied.map(TreeApi::join);
            return Drifted.of(
                    declared,
                    live,
                    result,
                    result.map(difference.get()::changes).orElse(List.of()),
                    difference.get().additions(),
                    ignores);
        }
    }

    private Pending pending(DeclaredObject object, Map<String, Object> live, Set<String> autoscaled) {
        if (live == null) {
            return new Pending(object, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Difference difference = new Difference(object, live, autoscaled.contains(target(object.ref())));
        return new Pending(
                object,
                Optional.of(live),
                Optional.of(difference),
                difference.mustAsk()
                        ? Optional.of(api.dryRun(
                                object.ref(),
                                served(object.ref().apiVersion(), object.ref().kind())
                                        .orElseThrow(),
                                object.tree()))
                        : Optional.empty());
    }

    private Map<ObjectRef, Map<String, Object>> live(List<DeclaredObject> objects) {
        Map<String, CompletableFuture<List<Map<String, Object>>>> lists = new LinkedHashMap<>();
        for (DeclaredObject object : objects) {
            ObjectRef ref = object.ref();
            String namespace = ref.namespace().orElse("");
            served(ref.apiVersion(), ref.kind())
                    .ifPresent(served -> lists.computeIfAbsent(
                            ref.apiVersion() + " " + ref.kind() + " " + namespace,
                            key -> api.list(ref.apiVersion(), ref.kind(), served, namespace)));
        }
        Map<ObjectRef, Map<String, Object>> live = new HashMap<>();
        lists.values().forEach(list -> TreeApi.join(list).forEach(object -> live.put(refOf(object), object)));
        return live;
    }

    private static ObjectRef refOf(Map<String, Object> object) {
        Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
        return new ObjectRef(
                object.get("apiVersion").toString(),
                object.get("kind").toString(),
                Optional.ofNullable(metadata.get("namespace")).map(Object::toString),
                metadata.get("name").toString());
    }

    /** What an autoscaler scales, whoever made it. */
    private static Set<String> autoscaled(Map<ObjectRef, Map<String, Object>> live) {
        return live.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals("HorizontalPodAutoscaler"))
                .filter(entry -> entry.getValue().get("spec") instanceof Map<?, ?>)
                .map(entry -> entry.getKey().namespace().orElse("") + "/"
                        + scaled((Map<?, ?>) entry.getValue().get("spec")))
                .collect(Collectors.toSet());
    }

    private static String scaled(Map<?, ?> spec) {
        return spec.get("scaleTargetRef") instanceof Map<?, ?> target
                ? target.get("kind") + "/" + target.get("name")
                : "";
    }

    private static String target(ObjectRef ref) {
        return ref.namespace().orElse("") + "/" + ref.kind() + "/" + ref.name();
    }

    private Optional<Served> served(String apiVersion, String kind) {
        return kinds.computeIfAbsent(apiVersion + " " + kind, key -> TreeApi.join(api.served(apiVersion, kind)));
    }
}
