package dev.plumbline.redact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is a secret by its shape or by the name it stands under. */
final class SourcePatterns {

    /** A pattern whose group {@code keep}, if it has one, stays. */
    private record Source(Pattern pattern, boolean keeps) {
        static Source whole(String regex) {
            return new Source(Pattern.compile(regex), false);
        }

        static Source after(String keep, String secret) {
            return new Source(Pattern.compile("(?<keep>" + keep + ")" + secret), true);
        }

        String mask(String text) {
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

    private static final List<Source> SOURCES = List.of(
            Source.after(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
                    "(?!\\[redacted])[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)"),
            Source.whole("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?"),
            Source.whole("k8s-aws-v1\\.[A-Za-z0-9_-]+"),
            Source.whole("\\bgh[pousr]_[A-Za-z0-9]{30,}"),
            Source.after("://", "[^/\\s\"'<>?#@]*:[^/\\s\"'<>?#]*(?=@)"),
            Source.after("(?i:X-Amz-(?:Signature|Security-Token|Credential))=", "[^&\\s\"'\\\\]+"),
            Source.after("(?i:authorization)" + SEPARATOR + "\\\\?+[\"']?+", "[^\\r\\n\"'\\\\{}\\[\\]]{4,}"),
            Source.after("\\b(?i:bearer) ", "[A-Za-z0-9._~+/=-]{8,}"),
            Source.after(
                    "(?<![A-Za-z0-9])\\\\?\"?name" + SEPARATOR + "\\\\?[\"']?" + VARIABLES
                            + "\\\\?[\"']?\\s*,?\\s*\\\\?[\"']?value" + SEPARATOR,
                    VALUE),
            Source.after("(?<![A-Za-z0-9])(?i:" + KEYS + ")" + SEPARATOR, VALUE));

    private SourcePatterns() {}

    static String mask(String text) {
        String masked = text;
        for (Source source : SOURCES) {
            masked = source.mask(masked);
        }
        return masked;
    }
}
