package dev.plumbline.ground;

/**
 * Something that the API server must let us do.
 *
 * @param verb {@code create}, {@code patch}, ...
 * @param group API group; empty = the core group
 * @param resource plural, {@code /subresource} after it
 * @param namespace empty = the whole cluster
 */
record Right(String verb, String group, String resource, String namespace) implements Comparable<Right> {

    /** {@code deployments.apps in llm-judge}. */
    String object() {
        return resource + (group.isEmpty() ? "" : "." + group) + (namespace.isEmpty() ? "" : " in " + namespace);
    }

    @Override
    public int compareTo(Right other) {
        return (object() + " " + verb).compareTo(other.object() + " " + other.verb);
    }
}
