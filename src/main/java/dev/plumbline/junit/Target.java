package dev.plumbline.junit;

import dev.plumbline.report.EvidenceTier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the suite is run on.
 *
 * @param mode rendered or live
 * @param environment name of the environment
 */
public record Target(Mode mode, String environment) {
    /** Where objects come from. */
    public enum Mode {
        RENDERED,
        LIVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param text for example {@code rendered:dev,live:local}
     * @throws IllegalArgumentException if it names no target, or one in another form
     */
    public static List<Target> parse(String text) {
        List<Target> targets = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Target::parseOne)
                .distinct()
                .toList();
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no target: expected for example rendered:dev,live:local");
        }
        return targets;
    }

    private static Target parseOne(String text) {
        for (Mode mode : Mode.values()) {
            if (text.startsWith(mode + ":") && text.length() > mode.toString().length() + 1) {
                return new Target(mode, text.substring(mode.toString().length() + 1));
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no target: expected rendered:ENVIRONMENT or live:ENVIRONMENT");
    }

    /** How it stands in a test's name: rendered is what is usual. */
    String label() {
        return mode == Mode.RENDERED ? environment : mode + " " + environment;
    }

    /** The evidence that goes without saying: the name of a test with another one names it. */
    EvidenceTier usualTier() {
        return mode == Mode.RENDERED ? EvidenceTier.STATIC : EvidenceTier.LIVE;
    }

    @Override
    public String toString() {
        return mode + ":" + environment;
    }
}
