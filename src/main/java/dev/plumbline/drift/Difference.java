package dev.plumbline.drift;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.ObjectDiff;
import dev.plumbline.drift.DriftFinding.How;
import dev.plumbline.readiness.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How one live object differs from the declared one: declared fields by what an apply would change, added ones by who owns them. What
 * an apply would do is not asked where the live object holds every declared letter, and nobody else wrote a list or a map that only goes
 * as a whole: there a rule more is no field of its own.
 */
final class Difference {
    private final DeclaredObject declared;
    private final Map<String, Object> live;
    private final boolean autoscaled;
    private final ManagedFields managed;

    /**
     * @param live as it was read
     * @param autoscaled whether an autoscaler rules its replicas
     */
    Difference(DeclaredObject declared, Map<String, Object> live, boolean autoscaled) {
        this.declared = declared;
        this.live = live;
        this.autoscaled = autoscaled;
        this.managed = new ManagedFields(live, declared.tree());
    }

    /** An added field and the way to it. */
    record Addition(DriftFinding finding, List<Segment> way) {}

    boolean mustAsk() {
        return !Coverage.holds(live, declared.tree())
                || managed.fields().stream().anyMatch(field -> field.isAnotherWhole() && !isOurs(field.owner()));
    }

    /** Whether an apply would certainly change nothing; it takes away what the one before wrote and is no longer declared. */
    boolean isSettled() {
        return !mustAsk()
                && ((Map<?, ?>) live.get("metadata")).get("deletionTimestamp") == null
                && Takeover.entries(live).stream()
                        .filter(entry -> isApplied(Owner.of(entry)))
                        // fields of another version have other names
                        .allMatch(entry -> Objects.equals(entry.get("apiVersion"), live.get("apiVersion")))
                && managed.fields().stream()
                        .filter(field -> isApplied(field.owner()))
                        .allMatch(field ->
                                field.isDeclared() ? !field.isAnotherWhole() : isHeldByOthersToo(field.path()));
    }

    private boolean isHeldByOthersToo(String path) {
        return managed.ownersOf(path).stream().anyMatch(owner -> !isApplied(owner));
    }

    private static boolean isApplied(Owner owner) {
        return owner.manager().equals(ClusterConnection.USER_AGENT)
                && owner.operation().equals("Apply")
                && owner.subresource().isEmpty();
    }

    /** Declared fields that are not as declared. @param applied what an apply would make of it */
    List<DriftFinding> changes(Map<String, Object> applied) {
        List<DriftFinding> findings = new ArrayList<>();
        for (FieldChange field : ObjectDiff.between(ObjectDiff.declarable(live), ObjectDiff.declarable(applied))) {
            List<Owner> owners = List.copyOf(managed.ownersOf(field.path()));
            List<Owner> others = owners.stream().filter(owner -> !isOurs(owner)).toList();
            if (Contract.allows(declared, field.path(), field.to().orElse(""), autoscaled)
                    || isNotDeployedYet(owners, others)) {
                continue;
            }
            List<Owner> by = field.from().isEmpty() ? List.of() : others.isEmpty() ? owners : others;
            findings.add(new DriftFinding(
                    declared.part(),
                    declared.ref(),
                    field.from().isPresent() ? How.CHANGED : How.REMOVED,
                    field.path(),
                    field.to().map(Shown::shorten),
                    field.from().map(Shown::shorten),
                    field.from()
                            .map(live -> Shown.state(declared.isSecret(), field.path(), live, by))
                            .orElse(""),
                    by));
        }
        return findings;
    }

    /** What no release brings is compared with today's inputs: what this program wrote last is for the next deploy to change. */
    private boolean isNotDeployedYet(List<Owner> owners, List<Owner> others) {
        return declared.part().equals(DeclaredObjects.PLATFORM) && !owners.isEmpty() && others.isEmpty();
    }

    /** Fields that are not declared and that somebody else put there. */
    List<Addition> additions() {
        Map<String, Addition> found = new LinkedHashMap<>();
        for (ManagedFields.Owned field : managed.fields()) {
            Set<Owner> owners = managed.ownersOf(field.path());
            if (field.isDeclared()
                    || owners.stream().anyMatch(Difference::isOurs)
                    || Contract.allows(declared, field, autoscaled)) {
                continue;
            }
            found.putIfAbsent(
                    field.path(),
                    new Addition(
                            new DriftFinding(
                                    declared.part(),
                                    declared.ref(),
                                    How.ADDED,
                                    field.path(),
                                    Optional.empty(),
                                    Optional.of(Shown.of(declared.isSecret(), field.path(), field.live())),
                                    Shown.state(declared.isSecret(), field.path(), field.live(), owners),
                                    List.copyOf(owners)),
                            field.way()));
        }
        return List.copyOf(found.values());
    }

    static DriftFinding gone(String part, ObjectRef ref) {
        return new DriftFinding(part, ref, How.GONE, "", Optional.empty(), Optional.empty(), "", List.of());
    }

    /** Helm inside Terraform's provider sends a whole manifest, with defaults, as ours does; what it sent is adopted. */
    private static boolean isOurs(Owner owner) {
        return Contract.OURS.contains(owner.manager()) || owner.manager().startsWith("terraform-provider-helm");
    }
}
