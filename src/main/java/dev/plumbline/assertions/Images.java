package dev.plumbline.assertions;

import java.util.Collection;

/** Image references. */
final class Images {
    private Images() {}

    /** Whether an image is a prefix itself or below it: {@code a/b} covers {@code a/b:1} and {@code a/b/c:1}, not {@code a/bc:1}. */
    static boolean isBelowAny(String image, Collection<String> prefixes) {
        return image != null && prefixes.stream().anyMatch(prefix -> isBelow(image, prefix));
    }

    private static boolean isBelow(String image, String prefix) {
        if (prefix.isEmpty() || !image.startsWith(prefix)) {
            return false;
        }
        String rest = image.substring(prefix.length());
        return rest.isEmpty() || prefix.endsWith("/") || "/:@".indexOf(rest.charAt(0)) >= 0;
    }

    static boolean isExact(String image) {
        if (image.contains("@sha256:")) {
            return true;
        }
        // a colon before the last slash belongs to the registry's port
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        return colon > 0 && colon < image.length() - 1 && !image.endsWith(":latest");
    }
}
