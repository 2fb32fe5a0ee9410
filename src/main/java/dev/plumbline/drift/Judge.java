package dev.plumbline.drift;

import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.snapshot.TreeApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What of one object is drift, as it was read, and which of that counts today. */
final class Judge {
    private final TreeApi api;
    private final BiFunction<String, String, Optional<Served>> kinds;
    private final Set<String> autoscaled;
    private final Ignores ignores;

    /** @param live all objects, since an autoscaler decides about another one's replicas */
    Judge(
            TreeApi api,
            BiFunction<String, String, Optional<Served>> kinds,
            Map<ObjectRef, Map<String, Object>> live,
            Ignores ignores) {
        this.api = api;
        this.kinds = kinds;
        this.autoscaled = autoscaled(live);
        this.ignores = ignores;
    }

    /** An object whose dry-run, if it needs one, is under way. */
    record Pending(
            DeclaredObject declared,
            Optional<Map<String, Object>> live,
            Optional<Difference> difference,
            Optional<CompletableFuture<Map<String, Object>>> applied) {}

    /** @param live as it was read; empty = gone */
    Pending begin(DeclaredObject object, Optional<Map<String, Object>> live) {
        Optional<Difference> difference =
                live.map(there -> new Difference(object, there, autoscaled.contains(target(object.ref()))));
        return new Pending(
                object,
                live,
                difference,
                difference
                        .filter(Difference::mustAsk)
                        .map(doubtful -> api.dryRun(
                                object.ref(),
                                kinds.apply(
                                                object.ref().apiVersion(),
                                                object.ref().kind())
                                        .orElseThrow(),
                                object.tree())));
    }

    Drifted decide(Pending pending) {
        DeclaredObject declared = pending.declared();
        if (pending.difference().isEmpty()) {
            return Drifted.of(
                    declared,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(Difference.gone(declared.part(), declared.ref())),
                    List.of(),
                    ignores);
        }
        Difference difference = pending.difference().get();
        Optional<Map<String, Object>> applied = pending.applied().map(TreeApi::join);
        return Drifted.of(
                declared,
                pending.live(),
                applied,
                applied.map(difference::changes).orElse(List.of()),
                difference.additions(),
                ignores);
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
}
