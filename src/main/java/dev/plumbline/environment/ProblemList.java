package dev.plumbline.environment;

import java.util.List;

/** The message that a person reads: one block per problem, places and keys aligned. */
final class ProblemList {
    private static final int WIDTH = 150;
    private static final String MARGIN = "  ";

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
        return text.toString();
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
        problem.allowed().ifPresent(allowed -> text.append('\n')
                .append(" ".repeat(6))
                .append("allowed: ")
                .append(allowed));
    }

    private static int widest(List<String> column) {
        return column.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
