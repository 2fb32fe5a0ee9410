package dev.plumbline.local;

import java.util.List;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Two habits of Testcontainers need images that only a registry has: Ryuk, which removes containers of killed runs (our own sweep
 * does that), and a trial whether files can be mounted. Both can be switched off by environment variables only, which the launcher
 * and the build set.
 */
final class TestcontainersSetting {
    private static final List<String> VARIABLES =
            List.of("TESTCONTAINERS_RYUK_DISABLED", "TESTCONTAINERS_CHECKS_DISABLE");

    private TestcontainersSetting() {}

    /** Checks what only the environment can say, and sets what can be set without writing to the user's own settings file. */
    static void apply() {
        check();
        if (new HostOfContainers().isApplicable()) {
            // In memory only. A strategy that an earlier run wrote to ~/.testcontainers.properties would be tried
            // before ours.
            TestcontainersConfiguration.getInstance()
                    .getUserProperties()
                    .setProperty("docker.client.strategy", HostOfContainers.class.getName());
        }
    }

    private static void check() {
        for (String variable : VARIABLES) {
            if (!"true".equalsIgnoreCase(System.getenv(variable))) {
                throw new LocalClusterException(
                        "environment variable %s: found %s, expected true; ./plumbline and Maven set it, an IDE needs it in its run configuration"
                                .formatted(variable, System.getenv(variable)));
            }
        }
    }
}
