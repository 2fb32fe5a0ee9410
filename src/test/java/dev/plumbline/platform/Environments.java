package dev.plumbline.platform;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentLoader;
import dev.plumbline.environment.TerraformInputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The project's environments, and variants of them that tests write. */
public final class Environments {
    private static final Path FOLDER = Path.of("environments");
    private static final TerraformInputs OUTPUTS = TerraformInputs.outputs(Path.of("fixtures/terraform-outputs"));

    private Environments() {}

    public static Environment named(String name) {
        return EnvironmentLoader.load(FOLDER, name, OUTPUTS);
    }

    public static Platform platform(String name) {
        return PlatformFactory.platformOf(named(name));
    }

    /** The environment {@code dev} with further inputs. */
    static Environment devWith(Path folder, String inputs) {
        try {
            Files.writeString(folder.resolve("platform.yaml"), Files.readString(FOLDER.resolve("platform.yaml")));
            Files.writeString(folder.resolve("dev.yaml"), Files.readString(FOLDER.resolve("dev.yaml")) + "\n" + inputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EnvironmentLoader.load(folder, "dev", OUTPUTS);
    }

    /** The environment {@code local} as it is on a started cluster. */
    static Environment started() {
        URI emulator = URI.create("http://172.17.0.5:5000");
        return named("local").onStartedCluster(Map.of("sts", emulator, "secretsmanager", emulator), "1.34.4");
    }
}
