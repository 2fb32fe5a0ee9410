package dev.plumbline.redact;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON document whose texts are without secrets, and which is still JSON: a text redacted as a whole might not be. */
public final class RedactedJson {
    private RedactedJson() {}

    /** A copy; its keys stay. */
    public static JsonNode of(JsonNode document, Redactor redactor) {
        if (document.isString()) {
            return JsonNodeFactory.instance.stringNode(redactor.redact(document.asString()));
        }
        if (document.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            document.forEach(element -> copy.add(of(element, redactor)));
            return copy;
        }
        if (document.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : document.properties()) {
                boolean secret = field.getValue().isString() && SecretNames.isSecret(field.getKey());
                copy.set(
                        field.getKey(),
                        secret ? JsonNodeFactory.instance.stringNode(Redactor.MASK) : of(field.getValue(), redactor));
            }
            return copy;
        }
        return document;
    }
}
