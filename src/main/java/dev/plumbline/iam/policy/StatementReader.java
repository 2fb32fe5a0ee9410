package dev.plumbline.iam.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads one statement. */
record StatementReader(Use use) {
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /** What the policy is attached to. */
    enum Use {
        TRUST,
        PERMISSIONS
    }

    Statement read(JsonNode node, int index) throws UnreadablePolicy {
        String where = "Statement[" + index + "]";
        Elements.require(node.isObject(), where + " is not a JSON object");
        Elements.known(node, ELEMENTS, where);
        Optional<Principals> principals = principals(node, where);
        Optional<Selection> resources = selection(node, "Resource", where);
        if (use == Use.TRUST) {
            Elements.require(principals.isPresent(), where + " has no Principal");
            Elements.require(resources.isEmpty(), where + " has a Resource, which a trust policy must not have");
        } else {
            Elements.require(principals.isEmpty(), where + " has a Principal, which a permission policy must not have");
            Elements.require(resources.isPresent(), where + " has no Resource");
        }
        Optional<Selection> actions = selection(node, "Action", where);
        Elements.require(actions.isPresent(), where + " has no Action");
        return new Statement(
                index,
                node.has("Sid") ? Optional.of(node.path("Sid").asString()) : Optional.empty(),
                effect(node, where),
                principals,
                actions.get(),
                resources,
                conditions(node.path("Condition"), where));
    }

    private static Effect effect(JsonNode node, String where) throws UnreadablePolicy {
        String effect = node.path("Effect").asString("");
        return switch (effect) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default ->
                throw new UnreadablePolicy("%s has the Effect \"%s\", allowed: Allow, Deny".formatted(where, effect));
        };
    }

    private static Optional<Selection> selection(JsonNode node, String element, String where) throws UnreadablePolicy {
        Optional<String> present = oneOf(node, element, where);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        List<String> patterns = Elements.texts(node.path(present.get()), where + "." + present.get());
        Elements.require(!patterns.isEmpty(), "%s.%s is empty".formatted(where, present.get()));
        return Optional.of(new Selection(present.get().startsWith("Not"), patterns));
    }

    private static Optional<Principals> principals(JsonNode node, String where) throws UnreadablePolicy {
        Optional<String> present = oneOf(node, "Principal", where);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Principals(
                present.get().startsWith("Not"), listed(node.path(present.get()), where + "." + present.get())));
    }

    private static List<Principal> listed(JsonNode node, String where) throws UnreadablePolicy {
        if (node.isString()) {
            Elements.require(node.asString().equals("*"), where + " is a text other than \"*\"");
            return List.of(new Principal(Principal.Kind.AWS, "*"));
        }
        Elements.require(node.isObject() && !node.isEmpty(), where + " names nobody");
        List<Principal> listed = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Principal.Kind kind = kind(entry.getKey(), where);
            for (String name : Elements.texts(entry.getValue(), where + "." + entry.getKey())) {
                listed.add(new Principal(kind, name));
            }
        }
        return listed;
    }

    private static Principal.Kind kind(String key, String where) throws UnreadablePolicy {
        for (Principal.Kind kind : Principal.Kind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw new UnreadablePolicy("%s has the unknown kind \"%s\", allowed: AWS, Federated, Service, CanonicalUser"
                .formatted(where, key));
    }

    private static List<Condition> conditions(JsonNode node, String where) throws UnreadablePolicy {
        List<Condition> conditions = new ArrayList<>();
        Elements.require(node.isMissingNode() || node.isObject(), where + ".Condition is not a JSON object");
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String at = where + ".Condition." + entry.getKey();
            Operator operator = Operator.parse(entry.getKey())
                    .orElseThrow(() -> new UnreadablePolicy("%s.Condition has the unknown operator \"%s\"%s"
                            .formatted(where, entry.getKey(), meant(entry.getKey()))));
            Elements.require(entry.getValue().isObject(), at + " is not a JSON object");
            Set<String> keys = new HashSet<>();
            for (Map.Entry<String, JsonNode> key : entry.getValue().properties()) {
                Elements.require(
                        keys.add(key.getKey().toLowerCase(Locale.ROOT)),
                        "%s has the key %s twice, once in other capitals".formatted(at, key.getKey()));
                conditions.add(
                        new Condition(operator, key.getKey(), Elements.texts(key.getValue(), at + "." + key.getKey())));
            }
        }
        return conditions;
    }

    private static String meant(String operator) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.word().equalsIgnoreCase(operator)) {
                return "; did you mean " + comparison.word() + "?";
            }
        }
        return "";
    }

    /** The element or its inversion, whichever is there. */
    private static Optional<String> oneOf(JsonNode node, String element, String where) throws UnreadablePolicy {
        String inverted = "Not" + element;
        Elements.require(
                !(node.has(element) && node.has(inverted)), "%s has %s and %s".formatted(where, element, inverted));
        return node.has(element) ? Optional.of(element) : node.has(inverted) ? Optional.of(inverted) : Optional.empty();
    }
}
