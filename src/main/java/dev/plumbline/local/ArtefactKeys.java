package dev.plumbline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The key of each artefact: a digest of everything that decides its content: script, arguments, inputs, the machine type, and the
 * keys of what it needs. Twelve hexadecimal digits.
 */
final class ArtefactKeys {
    private static final int DIGITS = 12;

    private final Path fixtures;
    private final ArtefactCatalog catalog;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    ArtefactKeys(Path fixtures, ArtefactCatalog catalog) {
        this.fixtures = fixtures;
        this.catalog = catalog;
    }

    String keyOf(String id) {
        String cached = known.get(id);
        if (cached != null) {
            return cached;
        }
        String key = compute(catalog.artefact(id));
        known.put(id, key);
        return key;
    }

    private String compute(Artefact artefact) {
        MessageDigest digest = sha256();
        add(digest, System.getProperty("os.arch"));
        artefact.arguments().forEach(argument -> add(digest, argument));
        // Where to find a compiler decides nothing about what it compiles.
        artefact.needs().stream().filter(need -> !need.equals("go")).forEach(need -> add(digest, keyOf(need)));
        addTree(digest, artefact.script());
        artefact.inputs().forEach(input -> addTree(digest, input));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private void addTree(MessageDigest digest, String input) {
        Path root = fixtures.resolve(input);
        if (!Files.exists(root)) {
            throw new LocalClusterException(
                    "fixtures/local/%s is missing: an artefact is built from it; is the checkout complete? git status"
                            .formatted(input));
        }
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> files = tree.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("_test.go"))
                    .sorted()
                    .toList();
            for (Path file : files) {
                add(digest, fixtures.relativize(file).toString());
                add(digest, Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(MessageDigest digest, String text) {
        add(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length first, so that no two lists of parts give the same bytes. */
    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
