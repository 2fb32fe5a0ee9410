package dev.plumbline.drift;

import dev.plumbline.deploy.ContentDigest;
import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.ObjectDiff;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A live value as a report shows it: short, and never a secret; or only its name. */
final class Shown {
    private static final int LONGEST = 120;
    /** What tells one element from another, and no secret. */
    private static final Set<String> TELLING =
            Set.of("name", "image", "containerPort", "port", "mountPath", "key", "type", "protocol");

    private Shown() {}

    static String of(boolean ofSecret, String path, Object value) {
        if (ObjectDiff.isSecret(ofSecret, path)) {
            return "(secret)";
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> TELLING.contains(field.getKey().toString())
                            ? field.getKey() + ": " + field.getValue()
                            : field.getKey().toString())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return "[%d]".formatted(list.size());
        }
        return shorten(String.valueOf(value));
    }

    /**
     * A digest of it. Of a secret not even that, since a short one could be guessed: there it is who wrote it, and when.
     */
    static String state(boolean ofSecret, String path, Object value, Collection<Owner> owners) {
        List<FieldChange> fields =
                ObjectDiff.isSecret(ofSecret, path) ? List.of() : ObjectDiff.between(Map.of(), Map.of(path, value));
        boolean hidden =
                fields.isEmpty() || fields.stream().anyMatch(field -> ObjectDiff.isSecret(ofSecret, field.path()));
        List<String> writers =
                hidden ? owners.stream().map(Owner::toString).sorted().toList() : List.of();
        return ContentDigest.of(
                List.of(fields.stream().map(FieldChange::toString).toList(), writers));
    }

    static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
