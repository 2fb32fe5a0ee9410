package dev.plumbline.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A list of places, each with the reason why it is in the list; it remembers which of its lines were of use. */
final class Exceptions {
    private final List<Line> lines;
    private final Set<Line> used = ConcurrentHashMap.newKeySet();

    private Exceptions(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * @param kinds for example {@code Deployment}
     * @param object {@code namespace/name}
     * @param path with the labels of lists' elements, or {@link Mutant#WHOLE}
     * @param but paths that are no exception all the same
     * @param changes in words; empty = any
     * @param why for people
     */
    private record Line(
            Pattern kinds, Pattern object, Pattern path, List<Pattern> but, Set<String> changes, String why) {
        private boolean covers(Part part, String place) {
            return kinds.matcher(part.kind()).matches()
                    && object.matcher(part.name()).matches()
                    && path.matcher(place).matches()
                    && but.stream().noneMatch(other -> other.matcher(place).matches());
        }
    }

    /** @param list entries with {@code kinds}, {@code objects}, {@code paths}, {@code but}, {@code changes} and {@code why} */
    static Exceptions of(JsonNode list) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode entry : list) {
            String why = entry.path("why").asString("");
            if (why.isBlank()) {
                throw new IllegalArgumentException("no reason is given in " + entry);
            }
            Set<String> changes = texts(entry, "changes").collect(Collectors.toSet());
            List<Pattern> but = texts(entry, "but").map(Exceptions::glob).toList();
            texts(entry, "kinds").forEach(kind -> objects(entry).forEach(object -> texts(entry, "paths")
                    .forEach(path -> lines.add(new Line(glob(kind), glob(object), glob(path), but, changes, why)))));
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("nothing is listed in " + list);
        }
        return new Exceptions(lines);
    }

    boolean cover(Part part, String place) {
        return use(lines.stream().filter(line -> line.changes().isEmpty() && line.covers(part, place)));
    }

    boolean cover(Mutant mutant) {
        return use(lines.stream()
                .filter(line -> line.changes().isEmpty() || line.changes().contains(mutant.change()))
                .filter(line -> line.covers(mutant.part(), mutant.path())));
    }

    /** Lines that were never of use. */
    List<String> stale() {
        return lines.stream()
                .filter(line -> !used.contains(line))
                .map(line -> "%s %s %s %s (%s)"
                        .formatted(
                                text(line.kinds()), text(line.object()), text(line.path()), line.changes(), line.why()))
                .toList();
    }

    private static String text(Pattern glob) {
        return glob.pattern().replace("\\Q", "").replace("\\E", "").replace(".*", "*");
    }

    private boolean use(Stream<Line> found) {
        List<Line> covering = found.toList();
        used.addAll(covering);
        return !covering.isEmpty();
    }

    private static Stream<String> objects(JsonNode entry) {
        return entry.has("objects") ? texts(entry, "objects") : Stream.of("*");
    }

    private static Stream<String> texts(JsonNode entry, String field) {
        JsonNode node = entry.path(field);
        return node.isArray()
                ? node.valueStream().map(JsonNode::asString)
                : node.isMissingNode() ? Stream.empty() : Stream.of(node.asString());
    }

    /** {@code *} is anything, also nothing. */
    private static Pattern glob(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
