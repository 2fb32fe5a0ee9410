package dev.plumbline.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds registered texts. A run knows thousands of them (each line of each private key, in each form), which is far too many for one
 * regular expression; here a text costs the same however many there are, since most places fail at their first four characters.
 */
final class KnownValues {
    private static final KnownValues NONE = new KnownValues(List.of());

    /** By their first characters, longest first: a form may be the beginning of another. */
    private final Map<Long, List<String>> byStart = new HashMap<>();

    private KnownValues(Collection<String> forms) {
        forms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .forEach(form -> byStart.computeIfAbsent(start(form, 0), key -> new ArrayList<>(1))
                        .add(form));
    }

    /** Nothing is known. */
    static KnownValues none() {
        return NONE;
    }

    /** @param forms none shorter than {@link Redactor#SHORTEST} */
    static KnownValues of(Collection<String> forms) {
        return new KnownValues(forms);
    }

    String mask(String text) {
        if (byStart.isEmpty()) {
            return text;
        }
        StringBuilder masked = null;
        int done = 0;
        int at = 0;
        while (at + Redactor.SHORTEST <= text.length()) {
            int length = lengthAt(text, at);
            if (length == 0) {
                at++;
                continue;
            }
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, done, at).append(Redactor.MASK);
            at += length;
            done = at;
        }
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }

    private int lengthAt(String text, int at) {
        for (String form : byStart.getOrDefault(start(text, at), List.of())) {
            if (text.startsWith(form, at) && (form.length() >= Redactor.SHORT || isWord(text, at, form.length()))) {
                return form.length();
            }
        }
        return 0;
    }

    private static boolean isWord(String text, int at, int length) {
        int after = at + length;
        return (at == 0 || !isWordCharacter(text.charAt(at - 1)))
                && (after == text.length() || !isWordCharacter(text.charAt(after)));
    }

    private static boolean isWordCharacter(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    private static long start(String text, int at) {
        long key = 0;
        for (int i = at; i < at + Redactor.SHORTEST; i++) {
            key = key << Character.SIZE | text.charAt(i);
        }
        return key;
    }
}
