package dev.plumbline.environment;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Kubernetes quantity as a number, so that {@code 0.5} and {@code 500m}, {@code 1Gi} and {@code 1024Mi} are the same. */
final class Quantity {
    private static final Pattern PARTS = Pattern.compile("([0-9.]+)([a-zA-Z]*)");

    private Quantity() {}

    /** @param text in the format of {@link Format#CPU} or {@link Format#MEMORY} */
    static BigDecimal of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a quantity: " + text);
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        String unit = parts.group(2);
        if (unit.isEmpty()) {
            return number;
        }
        if (unit.equals("m")) {
            return number.movePointLeft(3);
        }
        int power = "KMGTPE".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        return number.multiply(
                BigDecimal.valueOf(unit.endsWith("i") ? 1024 : 1000).pow(power));
    }
}
