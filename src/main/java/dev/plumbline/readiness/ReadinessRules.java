package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The readiness rules of a run, one per kind. Immutable. A kind without a rule is an error, never a pass.
 */
public final class ReadinessRules {

    /** Kinds are the same in all versions of their group. */
    record GroupKind(String group, String kind) {}

    private final Map<GroupKind, KindRule<?>> kinds;

    ReadinessRules(Map<GroupKind, KindRule<?>> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    /** The rules of all kinds that this platform deploys, and of those that charts commonly bring. */
    public static ReadinessRules standard(ReadinessOptions options) {
        return new ReadinessRules(StandardKinds.with(options));
    }

    /** The standard rules as a deploy needs them. */
    public static ReadinessRules standard() {
        return standard(ReadinessOptions.forDeploy());
    }

    /**
     * Also knows a kind of custom resources, or judges it differently.
     *
     * @param group API group; empty = core
     */
    public ReadinessRules with(String group, String kind, ReadinessRule<? super GenericKubernetesResource> rule) {
        Map<GroupKind, KindRule<?>> more = new HashMap<>(kinds);
        more.put(new GroupKind(group, kind), new KindRule<>(GenericKubernetesResource.class, rule, false));
        return new ReadinessRules(more);
    }

    /**
     * Refuses, before anything is touched, what could not be judged afterwards.
     *
     * @throws UnknownKindException naming the first kind without a rule
     */
    public void requireKnown(Collection<ObjectRef> refs) {
        refs.forEach(this::ruleOf);
    }

    /**
     * What the rule of its kind says of an object. An object that is not there, or being deleted, is not ready yet.
     *
     * @throws UnknownKindException when the kind has no rule
     */
    public Readiness assess(ObjectRef ref, View view) {
        return ruleOf(ref).assess(ref, view);
    }

    /** Whether such an object, once ready, stays so: existence is its readiness, or it is a CRD. */
    public boolean settles(ObjectRef ref) {
        return ruleOf(ref).settles();
    }

    private KindRule<?> ruleOf(ObjectRef ref) {
        KindRule<?> rule = kinds.get(new GroupKind(ref.group(), ref.kind()));
        if (rule == null) {
            throw new UnknownKindException(ref);
        }
        return rule;
    }
}
