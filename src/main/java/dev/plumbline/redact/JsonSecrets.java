package dev.plumbline.redact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Takes the values out of Kubernetes Secrets in JSON, wherever they stand in a text, also in JSON that is a string of other JSON (as in
 * the last-applied annotation): their keys stay. It scans instead of parsing, so what stands around the JSON does not matter.
 */
final class JsonSecrets {

    /** From the first character of a value to the one after its last, without the quotes. */
    private record Span(int from, int to) {}

    /** An object or array that is open. */
    private static final class Open {
        private final String keyInParent;
        private final List<Span> texts = new ArrayList<>();
        private final List<Span> data = new ArrayList<>();
        private final List<Span> below = new ArrayList<>();
        private String key = "";
        private String kind = "";

        private Open(String keyInParent) {
            this.keyInParent = keyInParent;
        }

        private boolean isData() {
            return keyInParent.equals("data") || keyInParent.equals("stringData");
        }
    }

    private final String text;
    private final String quote;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Span> secrets = new ArrayList<>();

    private JsonSecrets(String text, String quote) {
        this.text = text;
        this.quote = quote;
    }

    static String mask(String text) {
        if (!text.contains("Secret") || !text.contains("{")) {
            return text;
        }
        return new JsonSecrets(new JsonSecrets(text, "\"").masked(), "\\\"").masked();
    }

    private String masked() {
        int at = Math.max(text.indexOf('{'), 0);
        while (at < text.length()) {
            at = open.isEmpty() ? start(at) : step(at);
        }
        return cut();
    }

    private int start(int at) {
        if (text.charAt(at) == '{') {
            open.push(new Open(""));
        }
        return at + 1;
    }

    private int step(int at) {
        if (text.startsWith(quote, at)) {
            int from = at + quote.length();
            int to = endOfString(from);
            string(from, to);
            return to + quote.length();
        }
        switch (text.charAt(at)) {
            case '{', '[' -> open.push(new Open(open.peek().key));
            case '}', ']' -> close();
            default -> {}
        }
        return at + 1;
    }

    private int endOfString(int from) {
        int at = text.indexOf(quote, from);
        while (at >= 0 && isEscaped(at)) {
            at = text.indexOf(quote, at + quote.length());
        }
        return at < 0 ? text.length() : at;
    }

    private boolean isEscaped(int at) {
        int slashes = 0;
        while (at - slashes > 0 && text.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1 || (quote.length() > 1 && slashes > 0);
    }

    private void string(int from, int to) {
        Open here = open.peek();
        String content = text.substring(from, to);
        int next = to + quote.length();
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && text.charAt(next) == ':') {
            here.key = content;
        } else if (here.key.equals("kind")) {
            here.kind = content;
        } else {
            here.texts.add(new Span(from, to));
        }
    }

    private void close() {
        Open closed = open.pop();
        Open parent = open.peek();
        if (closed.kind.equals("Secret")) {
            secrets.addAll(closed.data);
        } else if (closed.kind.equals("SecretList")) {
            secrets.addAll(closed.below);
        }
        if (parent != null) {
            parent.below.addAll(closed.below);
            parent.below.addAll(closed.data);
            if (closed.isData()) {
                parent.data.addAll(closed.texts);
            }
        }
    }

    private String cut() {
        if (secrets.isEmpty()) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Span span :
                secrets.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
            if (span.from() >= done) {
                result.append(text, done, span.from()).append(Redactor.MASK);
                done = span.to();
            }
        }
        return result.append(text, done, text.length()).toString();
    }
}
