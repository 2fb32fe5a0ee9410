package dev.plumbline.drift;

import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.snapshot.TreeApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Makes a drifted object what was declared: what an apply would restore is restored, what others added is taken away, all in one write
 * that the server refuses if somebody else wrote since: then the object is judged anew. No new revision of a release: its revision was
 * right all the time.
 */
final class Repair {
    private final TreeApi api;
    private final BiFunction<String, String, Optional<Served>> kinds;
    private final Judge judge;
    private final ConflictRetry retry;

    Repair(TreeApi api, BiFunction<String, String, Optional<Served>> kinds, Judge judge) {
        this.api = api;
        this.kinds = kinds;
        this.judge = judge;
        this.retry = new ConflictRetry(api);
    }

    /**
     * @return what was done, for people; empty = nothing can be done here: its kind is gone, and a release brings that back, or
     *     nothing had to be done any more
     */
    Optional<String> of(Drifted drifted) {
        DeclaredObject declared = drifted.declared();
        ObjectRef ref = declared.ref();
        return kinds.apply(ref.apiVersion(), ref.kind())
                .flatMap(served -> retry.run(
                        ref,
                        served,
                        () -> written(drifted, served),
                        now -> written(judge.decide(judge.begin(declared, now)), served)));
    }

    private Optional<String> written(Drifted drifted, Served served) {
        ObjectRef ref = drifted.declared().ref();
        if (drifted.counted().isEmpty()) {
            return Optional.empty();
        }
        if (drifted.isGone()) {
            TreeApi.join(api.create(ref, served, drifted.declared().tree()));
            return Optional.of(ref + ": created again");
        }
        TreeApi.join(api.replace(ref, served, restored(drifted, served)));
        return Optional.of("%s: %s"
                .formatted(
                        ref, drifted.counted().stream().map(DriftFinding::field).collect(Collectors.joining(", "))));
    }

    /** What is written. */
    Map<String, Object> restored(Drifted drifted, Served served) {
        Map<String, Object> object = applied(drifted, served);
        for (List<Segment> way : drifted.additions()) {
            object = Trees.without(object, way, drifted.declared().tree());
        }
        Map<String, Object> live = drifted.live().orElseThrow();
        Map<String, Object> metadata = Trees.copy(object.get("metadata"));
        // the server takes the write only if nobody else wrote since
        metadata.put("resourceVersion", ((Map<?, ?>) live.get("metadata")).get("resourceVersion"));
        // a dry-run made us an owner of everything; what is not sent, the server works out
        metadata.remove("managedFields");
        Map<String, Object> complete = new LinkedHashMap<>(object);
        complete.put("metadata", metadata);
        return complete;
    }

    /** What is accepted for a while is not restored either. */
    private Map<String, Object> applied(Drifted drifted, Served served) {
        boolean restores = drifted.counted().stream().anyMatch(finding -> finding.how() != DriftFinding.How.ADDED);
        if (!restores || drifted.applied().isEmpty()) {
            return drifted.live().orElseThrow();
        }
        Set<String> accepted = drifted.ignored().stream()
                .map(ignored -> ignored.finding().field())
                .collect(Collectors.toSet());
        return accepted.isEmpty()
                ? drifted.applied().get()
                : TreeApi.join(api.dryRun(
                        drifted.declared().ref(),
                        served,
                        Trees.without(drifted.declared().tree(), accepted::contains)));
    }
}
