package dev.plumbline.redact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is a secret by its shape or by the name it stands under. */
final class SourcePatterns {

    /**
     * A pattern, looked for only where one of its hints stands: most lines have none, and a search for a word is a hundred times cheaper.
     *
     * @param hints in lower case
     * @param keeps whether its group {@code keep} stays
     */
    private record Source(List<String> hints, Pattern pattern, boolean keeps) {
        static Source whole(List<String> hints, String regex) {
            return new Source(hints, Pattern.compile(regex), false);
        }

        static Source after(List<String> hints, String keep, String secret) {
            return new Source(hints, Pattern.compile("(?<keep>" + keep + ")" + secret), true);
        }

        String mask(String text, String lowerCase) {
            if (hints.stream().noneMatch(lowerCase::contains)) {
                return text;
            }
            String mask = Matcher.quoteReplacement(Redactor.MASK);
            return pattern.matcher(text).replaceAll(keeps ? "${keep}" + mask : mask);
        }
    }

    /** A value after a key: quoted, or up to the next blank; what is masked, empty, a reference or a word of logic stays. */
    private static final String VALUE =
            "(?!\\[redacted]|true\\b|false\\b|null\\b|\\$\\(|\\{\\{)(?:\\\\?\"[^\"\\\\]{4,}\\\\?\"|'[^']{4,}'|[^\\s\"'\\\\,;&<>{}\\[\\]]{6,})";

    private static final String SEPARATOR = "\\\\?[\"']?[ \\t]*[:=][ \\t]*+";

    private static final String KEYS =
            "(?:[A-Za-z0-9]{1,40}[_-]){0,6}(?:password|passwd|secret[_-]?access[_-]?key|session[_-]?token"
                    + "|access[_-]?token|refresh[_-]?token|id[_-]?token|token|client-key-data|private[_-]?key|api[_-]?key)"
                    + "|SecretAccessKey|SessionToken|SecretString|SecretBinary|tokenData";

    private static final String VARIABLES = "[A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET_ACCESS_KEY|TOKEN|PRIVATE_KEY|API_KEY)";

    private static final List<String> KEY_HINTS = List.of("passw", "secret", "token", "key");

    private static final List<Source> SOURCES = List.of(
            Source.after(
                    List.of("private key"),
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
                    "(?!\\[redacted])[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)"),
            Source.whole(List.of("eyj"), "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?"),
            Source.whole(List.of("k8s-aws-v1."), "k8s-aws-v1\\.[A-Za-z0-9_-]+"),
            Source.whole(List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), "\\bgh[pousr]_[A-Za-z0-9]{30,}"),
            Source.after(List.of("://"), "://", "[^/\\s\"'<>?#@]*:[^/\\s\"'<>?#]*(?=@)"),
            Source.after(List.of("x-amz-"), "(?i:X-Amz-(?:Signature|Security-Token|Credential))=", "[^&\\s\"'\\\\]+"),
            Source.after(
                    List.of("authorization"),
                    "(?i:authorization)" + SEPARATOR + "\\\\?+[\"']?+",
                    "[^\\r\\n\"'\\\\{}\\[\\]]{4,}"),
            Source.after(List.of("bearer "), "\\b(?i:bearer) ", "[A-Za-z0-9._~+/=-]{8,}"),
            Source.after(
                    KEY_HINTS,
                    "(?<![A-Za-z0-9])\\\\?\"?name" + SEPARATOR + "\\\\?[\"']?" + VARIABLES
                            + "\\\\?[\"']?\\s*,?\\s*\\\\?[\"']?value" + SEPARATOR,
                    VALUE),
            Source.after(KEY_HINTS, "(?<![A-Za-z0-9])(?i:" + KEYS + ")" + SEPARATOR, VALUE));

    private SourcePatterns() {}

    static String mask(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        String masked = text;
        for (Source source : SOURCES) {
            masked = source.mask(masked, lowerCase);
        }
        return masked;
    }
}
