package dev.plumbline.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What of a kubeconfig must appear in no output: keys, tokens and passwords of all its users, also those in files that it names. */
final class KubeconfigSecrets {
    private static final List<String> TEXTS = List.of("token", "password", "client-key-data");
    private static final List<String> FILES = List.of("tokenFile", "client-key");

    private KubeconfigSecrets() {}

    /** As they stand there, and decoded where they are Base64; none if the file cannot be understood, which opening it will say. */
    static List<String> of(Path kubeconfig) {
        List<String> found = new ArrayList<>();
        try {
            for (JsonNode entry :
                    new YAMLMapper().readTree(Files.readString(kubeconfig)).path("users")) {
                JsonNode user = entry.path("user");
                TEXTS.forEach(key -> add(user.path(key), found));
                FILES.forEach(key -> addFile(kubeconfig, user.path(key).asString(""), found));
                user.path("exec").path("env").forEach(variable -> add(variable.path("value"), found));
                user.path("auth-provider").path("config").properties().stream()
                        .filter(field -> field.getKey().endsWith("token"))
                        .forEach(field -> add(field.getValue(), found));
            }
        } catch (IOException | JacksonException unreadable) {
            return List.of();
        }
        found.addAll(found.stream().flatMap(KubeconfigSecrets::decoded).toList());
        return List.copyOf(found);
    }

    private static void add(JsonNode value, List<String> found) {
        if (value.isValueNode() && !value.asString("").isBlank()) {
            found.add(value.asString());
        }
    }

    private static void addFile(Path kubeconfig, String name, List<String> found) {
        Path file = kubeconfig.toAbsolutePath().resolveSibling(name);
        try {
            if (!name.isBlank() && Files.isRegularFile(file)) {
                found.add(Files.readString(file));
            }
        } catch (IOException unreadable) {
            // then nothing of it can get anywhere
        }
    }

    private static Stream<String> decoded(String value) {
        try {
            String text = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            return text.startsWith("-----BEGIN") ? Stream.of(text) : Stream.empty();
        } catch (IllegalArgumentException notBase64) {
            return Stream.empty();
        }
    }
}
