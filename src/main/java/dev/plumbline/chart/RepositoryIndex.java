package dev.plumbline.chart;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An {@code index.yaml}: which versions of which charts there are, where, and with which digest. */
final class RepositoryIndex {
    private static final int SHOWN = 8;

    private final String from;
    private final Map<?, ?> entries;

    /** @param from its address, for messages */
    RepositoryIndex(String from, byte[] yaml) {
        this.from = from;
        this.entries = entries(yaml, from);
    }

    /**
     * @param url absolute, or relative to the repository
     * @param digest SHA-256 in hex; empty if the index gives none
     */
    record Entry(String url, String digest, String from) {
        /** Refuses a package that is not the one the index announces. */
        void verify(byte[] archive) {
            String actual = Sha256.hex(archive);
            if (!digest.isEmpty() && !digest.equals(actual)) {
                throw new ChartException(
                        "the package " + url + " is damaged or was exchanged: " + from + " announces sha256:"
                                + digest + ", downloaded was sha256:" + actual
                                + ". Try again; if it stays so, tell the repository's owner, and do not use it");
            }
        }
    }

    /** @throws ChartException if it lists no such chart or version; the message says which it has */
    Entry entry(String name, String version) {
        if (!(entries.get(name) instanceof List<?> versions)) {
            throw new ChartException("the repository " + from + " has no chart " + name + "; it has "
                    + shown(entries.keySet().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList()));
        }
        return versions.stream()
                .filter(Map.class::isInstance)
                .map(entry -> (Map<?, ?>) entry)
                .filter(entry -> version.equals(String.valueOf(entry.get("version"))))
                .findFirst()
                .map(entry -> new Entry(url(entry, name, version), digest(entry), from))
                .orElseThrow(() -> new ChartException(
                        "the repository " + from + " has no version " + version + " of " + name + "; it has "
                                + shown(versions.stream()
                                        .filter(Map.class::isInstance)
                                        .map(entry -> String.valueOf(((Map<?, ?>) entry).get("version")))
                                        .toList())
                                + ". Correct the version of this chart in environments/"));
    }

    private String url(Map<?, ?> entry, String name, String version) {
        if (entry.get("urls") instanceof List<?> urls && !urls.isEmpty()) {
            return urls.get(0).toString();
        }
        throw new ChartException("the index " + from + " gives no address for " + name + " " + version);
    }

    private static String digest(Map<?, ?> entry) {
        Object digest = entry.get("digest");
        return digest == null ? "" : digest.toString().replaceFirst("^sha256:", "");
    }

    private static String shown(List<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "none"
                : first + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }

    private static Map<?, ?> entries(byte[] yaml, String from) {
        try {
            if (GoYaml.read(new String(yaml, StandardCharsets.UTF_8)) instanceof Map<?, ?> index
                    && index.get("entries") instanceof Map<?, ?> entries) {
                return entries;
            }
        } catch (RuntimeException e) {
            throw new ChartException(from + " is not a chart repository's index: " + e.getMessage(), e);
        }
        throw new ChartException(from + " is not a chart repository's index: it has no entries");
    }
}
