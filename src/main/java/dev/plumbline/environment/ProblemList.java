package dev.plumbline.environment;

import java.util.List;

/** The message that a person reads: one block per problem, places and keys aligned. */
final class ProblemList {
    private static final int WIDTH = 150;
    private static final String MARGIN = "  ";
    private static final String CONTINUED = "      ";

    private ProblemList() {}

    static String render(String environment, List<Problem> problems) {
        int place =
                widest(problems.stream().map(problem -> problem.at().toString()).toList());
        int key = widest(problems.stream().map(Problem::key).toList());
        StringBuilder text = new StringBuilder("environment %s has %s; nothing was touched"
                .formatted(environment, problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
        for (Problem problem : problems) {
            String head = MARGIN + pad(problem.at().toString(), place) + MARGIN + pad(problem.key(), key) + MARGIN;
            text.append('\n').append(head);
            append(text, problem, head.length());
        }
        return text.append("\nmend the lines above and run the same command again")
                .toString();
    }

    private static void append(StringBuilder text, Problem problem, int indent) {
        if (indent + problem.explanation().length() <= WIDTH) {
            text.append(problem.explanation());
            return;
        }
        text.append(problem.what());
        problem.suggestion()
                .ifPresent(suggestion ->
                        text.append("; did you mean ").append(suggestion).append('?'));
        problem.allowed().ifPresent(allowed -> text.append(wrapped("allowed: " + allowed)));
    }

    private static String wrapped(String words) {
        StringBuilder text = new StringBuilder();
        int left = 0;
        for (String word : words.split(" ")) {
            if (left < word.length() + 1) {
                text.append('\n').append(CONTINUED);
                left = WIDTH - CONTINUED.length() - word.length();
            } else {
                text.append(' ');
                left -= word.length() + 1;
            }
            text.append(word);
        }
        return text.toString();
    }

    private static int widest(List<String> column) {
        return column.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
