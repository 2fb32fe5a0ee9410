package dev.plumbline.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a value of an input document must look like, whatever the other values are. The JSON Schema says the same. */
sealed interface Shape {

    /** A mapping with fixed keys. */
    record Fields(Map<String, Field> fields) implements Shape {
        Fields with(String key, Shape shape, String description) {
            Map<String, Field> more = new LinkedHashMap<>(fields);
            more.put(key, new Field(shape, description));
            return new Fields(Ordered.copy(more));
        }
    }

    /** One fixed key; the description is for editors. */
    record Field(Shape shape, String description) {}

    /** A mapping whose keys the environment chooses. */
    record Entries(Format key, Shape value) implements Shape {}

    /** A list. */
    record Items(Shape item) implements Shape {}

    /** A text. */
    record Text(Format format) implements Shape {}

    /** A whole number. */
    record Whole(int min, int max) implements Shape {}

    /** True or false. */
    record Truth() implements Shape {}

    /** One of some words. */
    record Choice(List<String> words) implements Shape {}

    /** A mapping that is passed on as it is: chart values, Kubernetes fields. */
    record PassedOn() implements Shape {}

    static Fields fields() {
        return new Fields(Map.of());
    }
}
