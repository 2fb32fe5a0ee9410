package dev.plumbline.redact;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one sink through which every line, exception text, diff, bundle and report passes. It takes out what was registered, in every
 * form in which it usually travels, and what is a secret by where it stands: Secret data in YAML and JSON, tokens, keys, headers,
 * passwords in URLs. One instance for each run, passed to all who write; safe for threads.
 *
 * <p>Values shorter than {@value #SHORTEST} characters, and words like {@code true}, are not registered: masking them would make every
 * text unreadable and tell more by its holes than it hides. Values shorter than {@value #SHORT} characters are masked as whole words
 * only, so that a password {@code pass} leaves the word "password" alone.
 *
 * <p>A document is recognised as a whole: hand over whole documents, not their lines one by one.
 */
public final class Redactor {

    /** What stands in place of a secret. */
    public static final String MASK = "[redacted]";

    static final int SHORTEST = 4;
    static final int SHORT = 8;

    private static final Set<String> WORDS = Set.of("true", "false", "null", "none");

    private final Set<String> forms = ConcurrentHashMap.newKeySet();
    private volatile KnownValues known = KnownValues.none();

    /** From now on this value is taken out, in all its forms. Null, blank and short values are ignored. */
    public void register(String value) {
        registerAll(value == null ? Set.of() : Set.of(value));
    }

    /** Registers many values at once. */
    public void registerAll(Collection<String> values) {
        boolean added = false;
        for (String value : values) {
            if (isWorthMasking(value)) {
                added |= forms.addAll(SecretForms.of(value));
            }
        }
        if (added) {
            rebuild();
        }
    }

    private static boolean isWorthMasking(String value) {
        return value != null
                && value.strip().length() >= SHORTEST
                && !WORDS.contains(value.strip().toLowerCase(java.util.Locale.ROOT));
    }

    private synchronized void rebuild() {
        known = KnownValues.of(forms);
    }

    /** The text without its secrets; null stays null. Redacting twice changes nothing more. */
    public String redact(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        return SourcePatterns.mask(JsonSecrets.mask(YamlSecrets.mask(known.mask(text))));
    }
}
