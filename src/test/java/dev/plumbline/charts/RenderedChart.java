package dev.plumbline.charts;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The objects of one rendering as trees, lists flattened. */
record RenderedChart(List<JsonNode> objects) {

    static RenderedChart read(String manifest) {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(manifest)) {
            return new RenderedChart(documents.readAll().stream()
                    .filter(document -> document.hasNonNull("kind"))
                    .flatMap(RenderedChart::items)
                    .toList());
        }
    }

    private static Stream<JsonNode> items(JsonNode document) {
        return document.get("kind").asString().equals("List")
                ? document.get("items").valueStream()
                : Stream.of(document);
    }

    /** {@code Kind name}, or {@code Kind namespace/name}. */
    static String identity(JsonNode object) {
        JsonNode metadata = object.get("metadata");
        String namespace =
                metadata.hasNonNull("namespace") ? metadata.get("namespace").asString() + "/" : "";
        return object.get("kind").asString() + " " + namespace
                + metadata.get("name").asString();
    }

    List<String> identities() {
        return objects.stream().map(RenderedChart::identity).toList();
    }

    JsonNode object(String kind, String name) {
        return find(kind, name)
                .orElseThrow(() -> new NoSuchElementException("no " + kind + " " + name + " among " + identities()));
    }

    Optional<JsonNode> find(String kind, String name) {
        return objects.stream()
                .filter(object -> object.get("kind").asString().equals(kind)
                        && object.get("metadata").get("name").asString().equals(name))
                .findFirst();
    }

    /** The node at a JSON pointer, or a null node. */
    static JsonNode at(JsonNode object, String pointer) {
        return object.at(JsonPointer.compile(pointer));
    }

    /** The text at a JSON pointer, which must be there. */
    static String text(JsonNode object, String pointer) {
        JsonNode found = at(object, pointer);
        if (found.isMissingNode() || found.isNull()) {
            throw new NoSuchElementException("nothing at " + pointer + " of " + identity(object));
        }
        return found.asString();
    }
}
