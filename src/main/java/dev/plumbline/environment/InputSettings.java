package dev.plumbline.environment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the Terraform modules are whose outputs an environment is made of, and how old these may be.
 *
 * @param folder holds a folder for each module, relative to the project's root; empty = nobody said so
 * @param modules the folders of those modules that are called otherwise there, by module
 * @param maxAge outputs that are older are warned of
 */
public record InputSettings(Optional<String> folder, Map<String, String> modules, Duration maxAge) {
    static final String KEY = "inputs";
    private static final Duration A_DAY = Duration.ofHours(24);

    public InputSettings {
        modules = Ordered.copy(modules);
        Objects.requireNonNull(maxAge, "maxAge");
    }

    /** Those of an environment that says nothing of them. */
    public static InputSettings none() {
        return new InputSettings(Optional.empty(), Map.of(), A_DAY);
    }

    static InputSettings of(Inputs in, String environment) {
        return new InputSettings(
                in.text(KEY, "folder").map(folder -> folder.replace("{environment}", environment)),
                in.texts(KEY, "modules"),
                in.text(KEY, "max_age").map(InputSettings::age).orElse(A_DAY));
    }

    private static Duration age(String text) {
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    }

    static Shape.Fields shape() {
        Shape.Fields modules = Shape.fields();
        for (String module : ModuleOutput.modules()) {
            modules = modules.with(module, new Shape.Text(Format.DIRECTORY), "Folder of module " + module);
        }
        return Shape.fields()
                .with("folder", new Shape.Text(Format.DIRECTORY), "Holds them; {environment} stands for its name")
                .with("modules", modules, "Folders within, of modules that are called otherwise there")
                .with("max_age", new Shape.Text(Format.AGE), "Outputs that are older are warned of; default: 24h");
    }

    /** The modules whose outputs are inputs, in the order in which they are applied. */
    public static List<String> moduleNames() {
        return ModuleOutput.modules();
    }

    /** The outputs of a module that are inputs; what else it says is nobody's business here. */
    public static List<String> outputsOf(String module) {
        return ModuleOutput.of(module).stream().map(ModuleOutput::output).toList();
    }
}
