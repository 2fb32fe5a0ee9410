package dev.plumbline.assertions;

import dev.plumbline.observe.SeenNamespace;

/** What can be said of a namespace. */
public final class NamespaceAssert extends SeenAssert<NamespaceAssert, SeenNamespace> {
    NamespaceAssert(SeenNamespace actual) {
        super(actual, NamespaceAssert.class);
    }

    /** It takes new objects: it is not on its way out. */
    public NamespaceAssert isActive() {
        var status = actual.object().getStatus();
        return conclude(
                "is not active", findings().equal("status.phase", "Active", status == null ? null : status.getPhase()));
    }
}
