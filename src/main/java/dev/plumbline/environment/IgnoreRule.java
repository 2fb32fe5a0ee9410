package dev.plumbline.environment;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** Nothing is ignored for ever, or without a reason. */
final class IgnoreRule implements Rule {
    static final String KEY = "drift_ignores";
    private static final List<String> FIELDS = List.of("object", "field", "reason", "expires");

    @Override
    public void check(Inputs in, Findings findings) {
        for (String ignore : in.keys(KEY)) {
            for (String field : FIELDS) {
                if (!in.has(KEY, ignore, field)) {
                    findings.add("missing", String.join(", ", FIELDS), KEY, ignore, field);
                }
            }
            in.text(KEY, ignore, "expires")
                    .filter(date -> !isDay(date))
                    .ifPresent(date -> findings.add(
                            "there is no day %s".formatted(date), Format.DAY.allowed(), KEY, ignore, "expires"));
        }
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
