package dev.plumbline.drift;

import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Platform;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.TreeApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Compares a cluster with what was deployed to it: one LIST for each kind and namespace, and a dry-run for each object of which the
 * LIST leaves a doubt. Reads and dry-runs only.
 */
public final class DriftCheck {
    private final Snapshot snapshot;
    private final TreeApi api;
    private final Platform platform;
    private final Map<ReleaseId, StoredRelease> stored;

    /** @param stored the newest revision of every release there is */
    public DriftCheck(Snapshot snapshot, Platform platform, Map<ReleaseId, StoredRelease> stored) {
        this.snapshot = snapshot;
        this.api = snapshot.api();
        this.platform = platform;
        this.stored = Map.copyOf(stored);
    }

    /** @param today by which entries of {@code drift_ignores} expire */
    public DriftReport report(LocalDate today) {
        return look(today).report();
    }

    /**
     * Puts right whatever counts, of the objects for which that can be done; what an ignore accepts stays. What somebody changes at the
     * same time is judged again as it is by then.
     *
     * @return what was found, and what was done about it
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the cluster refuses
     * @throws dev.plumbline.deploy.DeployException if somebody goes on changing an object
     */
    public Repaired repair(LocalDate today) {
        Look look = look(today);
        Repair repair = new Repair(api, snapshot::served, look.judge());
        return new Repaired(
                look.report(),
                look.drifted().stream()
                        .flatMap(each -> repair.of(each).stream())
                        .toList());
    }

    /**
     * Takes over what Terraform holds: owners change, no field does.
     *
     * @return what was taken over
     * @throws dev.plumbline.deploy.DeployException if somebody goes on changing an object
     */
    public List<Adoption> adopt() {
        ConflictRetry retry = new ConflictRetry(api);
        return held((object, live) -> {
            Served served = snapshot.served(
                            object.ref().apiVersion(), object.ref().kind())
                    .orElseThrow();
            return retry.run(
                    object.ref(),
                    served,
                    () -> takenOver(object, served, live),
                    now -> now.flatMap(there -> takenOver(object, served, there)));
        });
    }

    private Optional<Adoption> takenOver(DeclaredObject object, Served served, Map<String, Object> live) {
        Optional<Adoption> adoption = Adoption.of(object, live);
        if (adoption.isPresent()) {
            TreeApi.join(api.own(
                    object.ref(),
                    served,
                    ((Map<?, ?>) live.get("metadata")).get("resourceVersion"),
                    Takeover.of(object, live)));
        }
        return adoption;
    }

    /** What Terraform holds; reads only. */
    public List<Adoption> held() {
        return held(Adoption::of);
    }

    private List<Adoption> held(BiFunction<DeclaredObject, Map<String, Object>, Optional<Adoption>> each) {
        List<DeclaredObject> objects = new DeclaredObjects(platform, stored).all(snapshot::served);
        return held(objects, live(objects), each);
    }

    private static List<Adoption> held(
            List<DeclaredObject> objects,
            Map<ObjectRef, Map<String, Object>> live,
            BiFunction<DeclaredObject, Map<String, Object>, Optional<Adoption>> each) {
        return objects.stream()
                .filter(object -> live.containsKey(object.ref()))
                .flatMap(object -> each.apply(object, live.get(object.ref())).stream())
                .toList();
    }

    /**
     * The live object, where an apply would certainly leave it as it is: nothing declared is missing, and nothing that an apply of ours
     * once wrote is no longer declared. Reads only, and what was read before not again.
     */
    public Optional<Map<String, Object>> settled(HasMetadata wanted) {
        DeclaredObject declared = DeclaredObjects.ofPlatform(wanted);
        return Optional.ofNullable(live(List.of(declared)).get(declared.ref()))
                .filter(live -> new Difference(declared, live, false).isSettled());
    }

    /** @param objects what was written, one line each */
    public record Repaired(DriftReport report, List<String> objects) {}

    /** What was found, the objects in which something counts, and by whose judgement. */
    private record Look(DriftReport report, List<Drifted> drifted, Judge judge) {}

    private Look look(LocalDate today) {
        DeclaredObjects declaredObjects = new DeclaredObjects(platform, stored);
        List<DeclaredObject> objects = declaredObjects.all(snapshot::served);
        Map<ObjectRef, Map<String, Object>> live = live(objects);
        Ignores ignores = new Ignores(platform.environment().driftIgnores(), today);
        Judge judge = new Judge(api, snapshot::served, live, ignores);
        List<Judge.Pending> pending = objects.stream()
                .map(object -> judge.begin(object, Optional.ofNullable(live.get(object.ref()))))
                .toList();
        List<DriftFinding> findings = new ArrayList<>();
        List<DriftReport.Ignored> ignored = new ArrayList<>();
        List<Drifted> drifted = new ArrayList<>();
        declaredObjects.missingReleases().forEach(release -> findings.add(Difference.gone(release.name(), release)));
        for (Judge.Pending each : pending) {
            Drifted object = judge.decide(each);
            findings.addAll(object.counted());
            ignored.addAll(object.ignored());
            if (!object.counted().isEmpty()) {
                drifted.add(object);
            }
        }
        List<Adoption> adoptions = held(objects, live, Adoption::of);
        int asked = (int)
                pending.stream().filter(each -> each.applied().isPresent()).count();
        return new Look(
                new DriftReport(findings, ignored, ignores.expired(), adoptions, objects.size(), asked),
                drifted,
                judge);
    }

    private Map<ObjectRef, Map<String, Object>> live(List<DeclaredObject> objects) {
        return snapshot.around(objects.stream().map(DeclaredObject::ref).toList());
    }
}
