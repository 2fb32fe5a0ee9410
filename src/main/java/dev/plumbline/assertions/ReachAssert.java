package dev.plumbline.assertions;

import dev.plumbline.observe.SeenReach;
import java.util.Collection;

/** What can be said of what a pod reaches. */
public final class ReachAssert extends PlatformAssert<ReachAssert, SeenReach> {
    ReachAssert(SeenReach actual) {
        super(actual, ReachAssert.class, actual.toString(), actual.origin());
    }

    /** Each of these endpoints answers it. */
    public ReachAssert reaches(Collection<String> keys) {
        Findings findings = findings().isTrue(!keys.isEmpty(), "endpoints", "at least one", keys);
        keys.forEach(key ->
                findings.equal(key, SeenReach.ANSWERS, actual.found().getOrDefault(key, "the pod does not know it")));
        return conclude("does not lead where infra-config says", findings);
    }
}
