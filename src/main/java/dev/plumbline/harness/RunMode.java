package dev.plumbline.harness;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run of the suite may do to a live target before it observes it. */
enum RunMode {
    /** Nothing is written anywhere. */
    VERIFY,
    /** What differs from the environment is deployed first. */
    DEPLOY;

    /** @throws IllegalArgumentException naming the modes that there are */
    static RunMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s = '%s' is no mode: expected %s"
                        .formatted(
                                RunSettings.MODE,
                                text,
                                Arrays.stream(values()).map(RunMode::toString).collect(Collectors.joining(" or ")))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
