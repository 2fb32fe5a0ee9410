package dev.plumbline.local;

/**
 * Testcontainers would start a container of its own, Ryuk, from an image that only a registry has, to remove containers of killed
 * runs. Our own sweep does that. Ryuk can be switched off by an environment variable only, which the launcher and the build set.
 */
final class TestcontainersSetting {
    private static final String VARIABLE = "TESTCONTAINERS_RYUK_DISABLED";

    private TestcontainersSetting() {}

    static void check() {
        if (!"true".equalsIgnoreCase(System.getenv(VARIABLE))) {
            throw new LocalClusterException(
                    "environment variable %s: found %s, expected true; ./plumbline and Maven set it, an IDE needs it in its run configuration"
                            .formatted(VARIABLE, System.getenv(VARIABLE)));
        }
    }
}
