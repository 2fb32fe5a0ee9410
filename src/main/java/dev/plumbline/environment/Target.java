package dev.plumbline.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The input {@code target}. */
final class Target {
    private Target() {}

    static List<String> words() {
        return Arrays.stream(TargetKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static Optional<TargetKind> of(Inputs in) {
        return in.text("target")
                .filter(words()::contains)
                .map(word -> TargetKind.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
