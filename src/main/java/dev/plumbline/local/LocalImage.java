package dev.plumbline.local;

import java.util.List;

/**
 * One image that the local cluster uses.
 *
 * @param id short name, unique in the list, such as {@code external-secrets}
 * @param references the names under which it is used locally, the first being the usual one
 * @param upstream the image of the same role where a registry is reachable; for people who mirror
 * @param built how it is made without a registry
 * @param note what to know, such as {@code 0.10.7 standing in for 0.9.11}; empty if there is nothing
 */
public record LocalImage(String id, List<String> references, String upstream, String built, String note) {
    public LocalImage {
        references = List.copyOf(references);
        if (references.isEmpty()) {
            throw new LocalClusterException(
                    "image " + id + " has no reference; name one in fixtures/local/images.yaml");
        }
    }

    /** The name under which it is usually used. */
    public String reference() {
        return references.get(0);
    }
}
