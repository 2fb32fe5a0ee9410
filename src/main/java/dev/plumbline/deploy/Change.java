package dev.plumbline.deploy;

import java.util.List;

/** What carrying out a step would do. */
public sealed interface Change {

    /** It does not exist yet. */
    record Create() implements Change {}

    /**
     * It exists and differs.
     *
     * @param fields what differs, secrets hidden; each path starts with the object where a release has many
     */
    record Update(List<FieldChange> fields) implements Change {
        public Update {
            fields = List.copyOf(fields);
        }
    }

    /** An earlier deploy died in the middle, or failed before there ever was a good revision. */
    record Recover(String reason) implements Change {}

    /** It is as it should be. */
    record Unchanged() implements Change {}

    /** Whether anything is written. */
    default boolean writes() {
        return !(this instanceof Unchanged);
    }
}
