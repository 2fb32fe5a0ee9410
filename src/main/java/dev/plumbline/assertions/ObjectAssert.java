package dev.plumbline.assertions;

import dev.plumbline.observe.SeenObject;

/** What can be said of an object whose kind does not matter. */
public final class ObjectAssert extends SeenAssert<ObjectAssert, SeenObject> {
    ObjectAssert(SeenObject actual) {
        super(actual, ObjectAssert.class);
    }

    /** It is not there at all. */
    public ObjectAssert isDeclared() {
        return conclude(
                "was declared by nobody",
                findings().add("metadata.name", Findings.NOTHING, actual.id().name()));
    }
}
