package dev.plumbline.environment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong while reading goes on. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    void add(SourceLocation at, String key, String what) {
        add(new Problem(at, key, what));
    }

    void add(SourceLocation at, String key, String what, String allowed) {
        add(new Problem(at, key, what, allowed));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Ends the reading if anything was found. */
    void throwIfAny(String environment) {
        if (!found.isEmpty()) {
            throw new EnvironmentException(environment, inOrder());
        }
    }

    private List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing((Problem problem) -> problem.at().file())
                        .thenComparing(problem -> problem.at().line()))
                .toList();
    }
}
