package dev.plumbline.inputs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why kept outputs may not be what the modules would say today. */
public final class InputWarnings {
    private InputWarnings() {}

    /** @param maxAge from which age on they are warned of */
    public static List<String> of(InputsDocument document, String environment, Duration maxAge, Instant now) {
        List<String> warnings = new ArrayList<>();
        String next = "./plumbline inputs refresh -e " + environment;
        Duration age = Duration.between(document.at(), now);
        if (age.compareTo(maxAge) > 0) {
            warnings.add("inputs are stale: refreshed %s ago by %s, more than %s; look again: %s"
                    .formatted(words(age), document.by(), words(maxAge), next));
        }
        List<String> edited = document.modules().entrySet().stream()
                .filter(module -> module.getValue().isEdited())
                .map(Map.Entry::getKey)
                .toList();
        if (!edited.isEmpty()) {
            warnings.add("inputs were edited by hand since they were refreshed: module %s; what it really says: %s"
                    .formatted(String.join(", ", edited), next));
        }
        return warnings;
    }

    private static String words(Duration age) {
        if (age.toHours() >= 48) {
            return age.toDays() + " days";
        }
        return age.toMinutes() >= 120 ? age.toHours() + " h" : age.toMinutes() + " min";
    }
}
