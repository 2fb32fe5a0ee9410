package dev.plumbline.iam.policy;

import java.util.regex.Pattern;

/**
 * A pattern of IAM: {@code *} is any text, also none, {@code ?} is one character.
 *
 * @param pattern as written
 * @param capitals whether they matter
 */
public record Wildcard(String pattern, Case capitals) {
    /** Whether the pattern means more than itself. */
    public static boolean isIn(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    public boolean matches(String text) {
        StringBuilder regex = new StringBuilder();
        for (char letter : pattern.toCharArray()) {
            regex.append(letter == '*' ? ".*" : letter == '?' ? "." : Pattern.quote(String.valueOf(letter)));
        }
        int flags = Pattern.DOTALL | (capitals == Case.IGNORED ? Pattern.CASE_INSENSITIVE : 0);
        return Pattern.compile(regex.toString(), flags).matcher(text).matches();
    }
}
