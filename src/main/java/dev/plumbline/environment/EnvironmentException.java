package dev.plumbline.environment;

import java.util.List;

/** An environment that cannot be used; the message lists every problem, so that one run is enough to mend them all. */
public final class EnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    EnvironmentException(String environment, List<Problem> problems) {
        super(ProblemList.render(environment, problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, by file and line; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
