package dev.plumbline.proof;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may go wrong with one value. */
final class Changes {
    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)(m|k|M|G|Ki|Mi|Gi|mb|s|h)?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Duration MONTH = Duration.ofDays(30);
    /** Of the same spelling, so that whoever reads it does not stumble over what no server would have let through. */
    private static final Map<String, String> OTHER_KINDS = Map.of(
            "ClusterSecretStore", "SecretStore",
            "Deployment", "StatefulSet",
            "ExternalSecret", "PushSecret",
            "Role", "ClusterRole",
            "ReplicaSet", "StatefulSet");

    private final Tree tree;
    private final Optional<Tree> neighbour;
    private final String namespace;

    /**
     * @param tree in which values change
     * @param neighbour another one of the same kind, whose values may slip in
     * @param namespace where it is; empty if in none
     */
    Changes(Tree tree, Optional<Tree> neighbour, String namespace) {
        this.tree = tree;
        this.neighbour = neighbour;
        this.namespace = namespace;
    }

    List<Change> of(Place place, Object value) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.removed());
        if (value instanceof Boolean flag) {
            changes.add(new Change("flipped", !flag));
        } else if (value instanceof Number number) {
            changes.add(new Change("one more", number.longValue() + 1));
            changes.add(new Change("one less", number.longValue() - 1));
        } else if (value instanceof String text) {
            changes.addAll(ofText(place, text));
        }
        sibling(place, value).ifPresent(other -> changes.add(new Change("value of its sibling", other)));
        neighbour
                .flatMap(other -> other.at(place))
                .filter(other -> other.getClass() == value.getClass())
                .ifPresent(other -> changes.add(new Change("value of its neighbour", other)));
        return changes.stream().filter(change -> change.changes(value)).toList();
    }

    private List<Change> ofText(Place place, String text) {
        List<Change> changes = new ArrayList<>();
        if (TIME.matcher(text).matches()) {
            Instant time = Instant.parse(text);
            changes.add(new Change("a month earlier", time.minus(MONTH).toString()));
            changes.add(new Change("a month later", time.plus(MONTH).toString()));
            return changes;
        }
        changes.add(new Change(Change.EMPTIED, ""));
        Matcher amount = AMOUNT.matcher(text);
        if (amount.matches()) {
            changes.add(new Change("one more", moved(amount, 1)));
            changes.add(new Change("one less", moved(amount, -1)));
        } else if (List.of("True", "False", "Unknown").contains(text)) {
            changes.add(new Change("flipped", text.equals("True") ? "False" : "True"));
            changes.add(new Change("unknown", "Unknown"));
        } else if (place.last().equals("kind")) {
            changes.add(new Change("another kind", OTHER_KINDS.getOrDefault(text, "Another" + text)));
        } else {
            changes.add(new Change(Change.ALTERED, text + "x"));
        }
        if (!namespace.isEmpty() && text.matches("(.*[./:])?" + Pattern.quote(namespace) + "([.:].*)?")) {
            changes.add(new Change("another namespace", text.replace(namespace, "elsewhere")));
        }
        return changes;
    }

    private static String moved(Matcher amount, int by) {
        String unit = amount.group(2) == null ? "" : amount.group(2);
        return new BigDecimal(amount.group(1)).add(BigDecimal.valueOf(by)).toPlainString() + unit;
    }

    /** The value of the next one beside it that could stand in its place: of the same type and the same form. */
    private Optional<Object> sibling(Place place, Object value) {
        return tree.at(place.parent())
                .flatMap(parent -> parent instanceof Map<?, ?> map
                        ? after(List.copyOf(map.entrySet()), place.last())
                        : Optional.empty())
                .filter(other -> form(other).equals(form(value)));
    }

    private static Optional<Object> after(List<? extends Map.Entry<?, ?>> entries, Object key) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).getKey().equals(key)) {
                return Optional.of(entries.get((i + 1) % entries.size()).getValue());
            }
        }
        return Optional.empty();
    }

    private static String form(Object value) {
        if (!(value instanceof String text)) {
            return value.getClass().getSimpleName();
        }
        return TIME.matcher(text).matches()
                ? "time"
                : AMOUNT.matcher(text).matches() ? "amount" : text.matches("True|False|Unknown") ? "truth" : "text";
    }
}
