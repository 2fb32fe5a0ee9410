package dev.plumbline.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What every element of a policy has in common: one or many, and only known keys. */
final class Elements {
    private Elements() {}

    static void require(boolean right, String otherwise) throws UnreadablePolicy {
        if (!right) {
            throw new UnreadablePolicy(otherwise);
        }
    }

    static void known(JsonNode object, Set<String> keys, String where) throws UnreadablePolicy {
        for (String key : object.propertyNames()) {
            require(
                    keys.contains(key),
                    "%s has the unknown element \"%s\", allowed: %s"
                            .formatted(where, key, String.join(", ", new TreeSet<>(keys))));
        }
    }

    /** An array's elements, or the value itself, or nothing. */
    static List<JsonNode> each(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return List.of();
        }
        List<JsonNode> all = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(all::add);
        } else {
            all.add(oneOrMany);
        }
        return all;
    }

    /** Texts; numbers and booleans count as what they look like. */
    static List<String> texts(JsonNode oneOrMany, String where) throws UnreadablePolicy {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : each(oneOrMany)) {
            require(node.isValueNode() && !node.isNull(), where + " holds something that is no text");
            texts.add(node.asString());
        }
        return texts;
    }
}
