package dev.plumbline.environment;

import java.util.List;
import java.util.Map;

/** A value of an input document together with the place where it is written. */
sealed interface Located {
    SourceLocation at();

    /** A mapping in the order of its document. */
    record Tree(SourceLocation at, Map<String, Entry> entries) implements Located {
        public Tree {
            entries = Ordered.copy(entries);
        }

        static Tree empty(SourceLocation at) {
            return new Tree(at, Map.of());
        }
    }

    /** A key's place and its value. */
    record Entry(SourceLocation key, Located value) {}

    /** A sequence. */
    record Items(SourceLocation at, List<Located> items) implements Located {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A single value, as written.
     *
     * @param text without quotes; account ids and versions must never pass through a number
     */
    record Scalar(SourceLocation at, Kind kind, String text) implements Located {
        @Override
        public String toString() {
            return kind == Kind.TEXT ? '"' + text + '"' : text.isEmpty() ? "nothing" : text;
        }
    }

    /** A value that was already reported: it hides what earlier layers said, and nothing is concluded from it. */
    record Invalid(SourceLocation at) implements Located {}

    /** What a scalar is to every YAML 1.2 reader. */
    enum Kind {
        TEXT("text"),
        WHOLE("a whole number"),
        DECIMAL("a decimal number"),
        BOOLEAN("a boolean"),
        NOTHING("nothing");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
