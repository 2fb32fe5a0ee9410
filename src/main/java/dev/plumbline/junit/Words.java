package dev.plumbline.junit;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of Java in words. */
final class Words {
    private static final Pattern BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Words() {}

    /** {@code autoscalerHasItsBounds} becomes {@code autoscaler has its bounds}. */
    static String of(String camelCase) {
        return BORDER.matcher(camelCase).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
