package dev.plumbline.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of inputs in the language of JSON Schema, draft 7: the newest that editors support in full. */
final class SchemaOf {
    private SchemaOf() {}

    static Map<String, Object> document(Shape.Fields document) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Environment");
        schema.put(
                "description",
                "Inputs of a platform or of one environment; what must be given is known when all layers are.");
        schema.putAll(shape(document));
        return schema;
    }

    private static Map<String, Object> shape(Shape shape) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (shape instanceof Shape.Fields fields) {
            schema.put("type", "object");
            schema.put("additionalProperties", false);
            Map<String, Object> properties = new LinkedHashMap<>();
            fields.fields().forEach((key, field) -> properties.put(key, field(field)));
            schema.put("properties", properties);
        } else if (shape instanceof Shape.Entries entries) {
            schema.put("type", "object");
            schema.put("propertyNames", pattern(entries.key()));
            schema.put("additionalProperties", shape(entries.value()));
        } else if (shape instanceof Shape.Items items) {
            schema.put("type", "array");
            schema.put("items", shape(items.item()));
        } else if (shape instanceof Shape.Text text) {
            schema.put("type", "string");
            schema.putAll(pattern(text.format()));
        } else if (shape instanceof Shape.Whole whole) {
            schema.put("type", "integer");
            schema.put("minimum", whole.min());
            schema.put("maximum", whole.max());
        } else if (shape instanceof Shape.Truth) {
            schema.put("type", "boolean");
        } else if (shape instanceof Shape.Choice choice) {
            schema.put("type", "string");
            schema.put("enum", new ArrayList<>(choice.words()));
        } else {
            schema.put("type", "object");
        }
        return schema;
    }

    private static Map<String, Object> field(Shape.Field field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", field.description());
        schema.putAll(shape(field.shape()));
        return schema;
    }

    /** {@code patternErrorMessage} is what editors show instead of the expression. */
    private static Map<String, Object> pattern(Format format) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("pattern", "^(?:" + format.pattern().pattern() + ")$");
        schema.put("patternErrorMessage", format.allowed());
        return schema;
    }

    /** Documents with every kind of value at every key of the table, and an unknown key in every mapping. */
    static List<String> documentsOf(Shape.Fields document) {
        List<String> documents = new ArrayList<>();
        collect(document, "%s", documents);
        return documents;
    }

    private static void collect(Shape shape, String around, List<String> documents) {
        for (String value :
                List.of("\"!?\"", "\"a\"", "\"1\"", "\"10m\"", "7", "-7", "70000", "0.5", "true", "null", "[]", "{}")) {
            documents.add(around.formatted(value));
        }
        if (shape instanceof Shape.Fields fields) {
            documents.add(around.formatted("{\"no_such_key\": 1}"));
            fields.fields().forEach((key, field) -> collect(field.shape(), inner(around, key), documents));
        } else if (shape instanceof Shape.Entries entries) {
            documents.add(around.formatted("{\"no such key!\": 1}"));
            collect(entries.value(), inner(around, "sample"), documents);
        } else if (shape instanceof Shape.Items items) {
            collect(items.item(), around.formatted("[%s]"), documents);
        }
    }

    private static String inner(String around, String key) {
        return around.formatted("{\"" + key + "\": %s}");
    }
}
