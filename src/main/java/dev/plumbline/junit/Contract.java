package dev.plumbline.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the contract asks, row by row, and which checks hold it: kept beside the suite as {@code contract.txt}.
 *
 * @param rows in the contract's order
 */
public record Contract(List<Row> rows) {
    private static final String FILE = "/" + Catalogue.SUITE_PACKAGE.replace('.', '/') + "/contract.txt";

    public Contract {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param section of the contract
     * @param text what it asks
     * @param ids checks, or families as {@code HPA-*}
     */
    public record Row(String section, String text, List<String> ids) {
        public Row {
            ids = List.copyOf(ids);
        }

        /** Whether this check holds it. */
        public boolean names(String id) {
            return ids.stream()
                    .anyMatch(name -> name.equals(id)
                            || (name.endsWith("*") && id.startsWith(name.substring(0, name.length() - 1))));
        }
    }

    /** That of the suite on the class path. */
    public static Contract ofSuite() {
        try (InputStream stream = Contract.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("no " + FILE + " on the class path: is the suite there?");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Contract parse(String text) {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.lastIndexOf(" = ");
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                rows.add(new Row(
                        section,
                        line.substring(0, Math.max(equals, 0)),
                        Arrays.asList(
                                line.substring(equals < 0 ? 0 : equals + 3).split(" "))));
            }
        }
        return new Contract(rows);
    }

    /** As a table, each row with the checks that hold it. */
    String markdown(Catalogue catalogue) {
        return rows.stream()
                .map(row -> "| %s | %s | %s |"
                        .formatted(
                                row.section(),
                                row.text().replace("|", "\\|").replace("<", "&lt;"),
                                catalogue.checks().stream()
                                        .map(Check::id)
                                        .filter(row::names)
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n", "| part | the contract asks | checks |\n|---|---|---|\n", "\n"));
    }
}
