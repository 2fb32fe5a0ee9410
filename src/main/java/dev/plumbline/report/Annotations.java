package dev.plumbline.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Findings as the lines by which GitHub marks the place in a file: the one where what was expected is written. */
public final class Annotations {
    private static final Pattern PLACE = Pattern.compile("([^\\s:]+):(\\d+)( .*)?");

    private Annotations() {}

    /** One line for each finding, and for each place of one that has several. */
    public static List<String> of(List<CheckResult> results) {
        return results.stream().flatMap(Annotations::linesOf).toList();
    }

    private static Stream<String> linesOf(CheckResult result) {
        if (result.outcome() instanceof Outcome.Failed failed) {
            String kind = result.isRed() ? "error" : "notice";
            List<String> places = failed.declaredAt().stream()
                    .map(PLACE::matcher)
                    .filter(Matcher::matches)
                    .map(place -> " file=%s,line=%s,title=".formatted(property(place.group(1)), place.group(2)))
                    .toList();
            return (places.isEmpty() ? Stream.of(" title=") : places.stream())
                    .map(place -> line(kind + place, result, failed.message()));
        }
        return result.outcome() instanceof Outcome.Unknown unknown
                ? Stream.of(line("error title=", result, "unknown: " + unknown.reason()))
                : Stream.empty();
    }

    private static String line(String command, CheckResult result, String message) {
        return "::%s%s::%s"
                .formatted(
                        command,
                        property("%s %s [%s %s]"
                                .formatted(result.id(), result.sentence(), result.target(), result.subject())),
                        data(message));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C").strip();
    }
}
