package dev.plumbline.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is written in {@code proof/places.yaml}.
 *
 * @param unconstrained places that nobody constrains: they are not broken at all
 * @param equivalent breaks after which the platform is still right
 * @param idle checks that kill no mutant, by their ids
 */
record ListedPlaces(Exceptions unconstrained, Exceptions equivalent, Set<String> idle) {
    static ListedPlaces read() {
        try (InputStream file = ListedPlaces.class.getResourceAsStream("/proof/places.yaml")) {
            JsonNode document = new YAMLMapper().readTree(file);
            return new ListedPlaces(
                    Exceptions.of(document.path("unconstrained")),
                    Exceptions.of(document.path("equivalent")),
                    idle(document.path("idle")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> idle(JsonNode list) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode entry : list) {
            if (entry.path("why").asString("").isBlank()) {
                throw new IllegalArgumentException("no reason is given in " + entry);
            }
            ids.add(entry.path("check").asString());
        }
        return ids;
    }
}
