package dev.plumbline.inputs;

import dev.plumbline.deploy.ContentDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An input that has another value than before.
 *
 * @param key its path in the environment
 * @param before empty = it is new
 * @param after empty = it is gone
 */
public record MovedInput(String key, Optional<String> before, Optional<String> after) {
    private static final int WIDTH = 150;
    private static final int SHORT = 24;
    private static final int DIGEST = 19;

    /** The differences of two environments, by key. */
    public static List<MovedInput> between(Map<String, String> before, Map<String, String> after) {
        List<MovedInput> moved = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            MovedInput input =
                    new MovedInput(key, Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)));
            if (!input.before().equals(input.after())) {
                moved.add(input);
            }
        }
        return moved;
    }

    /** A value in one line; of a long one, such as a certificate, both ends. */
    public static String shown(String value) {
        String line = value.replace('\n', ' ');
        return line.length() <= WIDTH
                ? line
                : "%s... (%d characters, %s)"
                        .formatted(
                                line.substring(0, SHORT),
                                line.length(),
                                ContentDigest.of(value).substring(0, DIGEST));
    }

    /** {@code vpc_id: vpc-1 -> vpc-2}. */
    @Override
    public String toString() {
        return "%s: %s -> %s"
                .formatted(
                        key,
                        before.map(MovedInput::shown).orElse("nothing"),
                        after.map(MovedInput::shown).orElse("nothing"));
    }
}
