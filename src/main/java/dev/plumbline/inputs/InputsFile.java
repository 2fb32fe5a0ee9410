package dev.plumbline.inputs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code environments/NAME.inputs.json}: the modules' outputs and the record of their refresh, in one file, so that it is replaced as a
 * whole or not at all. It holds no secret; whether it is committed is up to whoever owns the environment.
 */
public record InputsFile(Path path) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String SUFFIX = ".inputs.json";
    /** No refresh takes that long: whatever is older was left by one that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** @param environments the folder of the environment files */
    public static InputsFile of(Path environments, String environment) {
        return new InputsFile(environments.resolve(environment + SUFFIX));
    }

    public boolean exists() {
        return Files.isRegularFile(path);
    }

    /** Puts a set in the place of the one before: a reader sees one or the other, whole, whenever this is killed. */
    public void replace(InputsDocument document) {
        replace(document, untried -> {});
    }

    /**
     * The same, if it is good for something.
     *
     * @param trial gets the file beside the one it is to replace, and throws what keeps it from that
     */
    public void replace(InputsDocument document, Consumer<Path> trial) {
        try {
            sweep();
            Path young = path.resolveSibling(
                    "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try {
                try (FileChannel file = FileChannel.open(
                        young,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(asJson(document)));
                    while (bytes.hasRemaining()) {
                        file.write(bytes);
                    }
                    file.force(true);
                }
                trial.accept(young);
                Files.move(young, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(young);
            }
        } catch (IOException unwritable) {
            throw new InputsException(
                    "%s cannot be written (%s); what was kept before stays as it is".formatted(path, unwritable));
        }
    }

    private void sweep() throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            List<Path> left = files.filter(
                            file -> file.getFileName().toString().startsWith("." + path.getFileName() + "."))
                    .toList();
            for (Path file : left) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(ABANDONED))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static ObjectNode asJson(InputsDocument document) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode refreshed = root.putObject("refreshed");
        refreshed.put("at", document.at().toString());
        refreshed.put("by", document.by());
        refreshed.put("tool", document.tool());
        ObjectNode sources = refreshed.putObject("modules");
        ObjectNode modules = root.putObject("modules");
        document.modules().forEach((module, part) -> {
            sources.putObject(module).put("digest", part.digest()).put("from", part.from());
            modules.set(module, part.outputs());
        });
        return root;
    }

    /**
     * What was kept; empty if nothing ever was.
     *
     * @throws InputsException if it is no document of a refresh
     */
    public Optional<InputsDocument> read() {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(path));
            JsonNode refreshed = root.path("refreshed");
            Map<String, InputsDocument.Part> parts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> module : root.path("modules").properties()) {
                JsonNode source = refreshed.path("modules").path(module.getKey());
                if (module.getValue() instanceof ObjectNode outputs) {
                    parts.put(
                            module.getKey(),
                            new InputsDocument.Part(
                                    outputs,
                                    source.path("digest").asString(""),
                                    source.path("from").asString("")));
                }
            }
            return Optional.of(new InputsDocument(
                    Instant.parse(refreshed.path("at").asString("")),
                    refreshed.path("by").asString(""),
                    refreshed.path("tool").asString(""),
                    parts,
                    List.of()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | JacksonException | DateTimeException unreadable) {
            throw new InputsException(
                    "%s is not what `inputs refresh` writes; run it again, or remove the file".formatted(path));
        }
    }
}
