package dev.plumbline.drift;

import dev.plumbline.environment.DriftIgnore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an environment accepts for a while. */
final class Ignores {
    private final List<DriftIgnore> entries;
    private final LocalDate today;

    Ignores(List<DriftIgnore> entries, LocalDate today) {
        this.entries = List.copyOf(entries);
        this.today = today;
    }

    /** The entry that accepts a difference; an expired one accepts nothing. */
    Optional<DriftIgnore> accepting(DriftFinding finding) {
        return entries.stream()
                .filter(entry -> !isExpired(entry))
                .filter(entry -> matches(entry.object(), finding.object().toString(), ""))
                .filter(entry -> matches(entry.field(), finding.field(), "([.\\[].*)?"))
                .findFirst();
    }

    List<DriftIgnore> expired() {
        return entries.stream().filter(this::isExpired).toList();
    }

    private boolean isExpired(DriftIgnore entry) {
        return today.isAfter(entry.expires());
    }

    private static boolean matches(String pattern, String text, String rest) {
        return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E" + rest, text);
    }
}
