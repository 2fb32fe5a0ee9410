package dev.plumbline.junit;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of Java in words. */
final class Words {
    private static final Pattern BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Words() {}

    /** {@code autoscalerAimsAtTheCPU} becomes {@code autoscaler aims at the CPU}. */
    static String of(String camelCase) {
        return Arrays.stream(BORDER.split(camelCase))
                .map(word -> isAbbreviation(word) ? word : word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "))
                // a name that everybody writes like this
                .replace("infra config", "infra-config");
    }

    private static boolean isAbbreviation(String word) {
        return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    }
}
