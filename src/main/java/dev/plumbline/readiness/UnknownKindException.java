package dev.plumbline.readiness;

/** There is no readiness rule for a kind. Such an object never counts as ready. */
public final class UnknownKindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownKindException(ObjectRef ref) {
        super(
                ("No readiness rule for kind %s of %s, needed by %s. Without a rule nobody can say when such an object works, so it "
                                + "is not taken as ready. Declare one: ReadinessRules.with(\"%s\", \"%s\", rule), where the rule may be "
                                + "Rules.exists() or Rules.condition(\"Ready\").")
                        .formatted(ref.kind(), ref.apiVersion(), ref, ref.group(), ref.kind()));
    }
}
