package dev.plumbline.local;

import java.time.Duration;
import java.util.List;

/**
 * One thing that a preparation will do.
 *
 * @param id short name
 * @param why what it is and what it is for
 * @param estimate time on two cores, without what it needs
 * @param megabytes on disk
 * @param systemCommands the exact commands, where the step changes the machine and so needs consent; empty for what only fills the
 *     cache
 */
public record PreparationStep(
        String id, String why, Duration estimate, int megabytes, List<List<String>> systemCommands) {
    public PreparationStep {
        systemCommands = systemCommands.stream().map(List::copyOf).toList();
    }

    boolean changesSystem() {
        return !systemCommands.isEmpty();
    }
}
