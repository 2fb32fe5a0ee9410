package dev.plumbline.inputs;

import dev.plumbline.environment.InputSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** {@code terragrunt output -json}, or {@code terraform output -json}, in the folder of each module. */
public final class OutputCommand implements OutputSource {
    private static final String TERRAGRUNT = "terragrunt";
    private static final String TERRAFORM = "terraform";
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(10);

    /** Nobody is there to be asked, and colours are no help in a message. */
    private static final Map<String, String> QUIETLY = Map.of(
            "TF_IN_AUTOMATION", "1",
            "TF_INPUT", "0",
            "TERRAGRUNT_NON_INTERACTIVE", "true",
            "TG_NON_INTERACTIVE", "true",
            "NO_COLOR", "1");

    private final Path folder;
    private final Map<String, String> names;
    private final Optional<String> tool;
    private final Map<String, String> surroundings;
    private final Duration deadline;
    private final Set<String> used = new ConcurrentSkipListSet<>();

    private OutputCommand(
            Path folder,
            Map<String, String> names,
            Optional<String> tool,
            Map<String, String> surroundings,
            Duration deadline) {
        this.folder = folder;
        this.names = names;
        this.tool = tool;
        this.surroundings = surroundings;
        this.deadline = deadline;
    }

    /**
     * Terragrunt where a module's folder has a {@code terragrunt.hcl}, else Terraform.
     *
     * @param folder holds a folder per module
     * @param settings which of these are called otherwise
     * @param deadline for each module
     */
    public static OutputCommand in(Path folder, InputSettings settings, Duration deadline) {
        return new OutputCommand(folder, settings.modules(), Optional.empty(), QUIETLY, deadline);
    }

    /** The same with one tool, whatever the folders hold. */
    public OutputCommand with(String program) {
        return new OutputCommand(folder, names, Optional.of(program), surroundings, deadline);
    }

    /** The same as a profile of the AWS configuration files, whatever profile is set around us. */
    public OutputCommand as(Optional<String> profile) {
        Map<String, String> all = new HashMap<>(QUIETLY);
        profile.ifPresent(name -> all.put("AWS_PROFILE", name));
        return new OutputCommand(folder, names, tool, Map.copyOf(all), deadline);
    }

    @Override
    public Answer ask(String module) {
        Path own = folder.resolve(names.getOrDefault(module, module));
        if (!Files.isDirectory(own)) {
            return new Answer.None(
                    "no folder %s; say where the modules are: --terragrunt FOLDER, or inputs.folder and".formatted(own)
                            + " inputs.modules." + module + " in the environment");
        }
        String program = tool.orElse(Files.isRegularFile(own.resolve("terragrunt.hcl")) ? TERRAGRUNT : TERRAFORM);
        used.add(program);
        ToolRun.Result result = ToolRun.of(List.of(program, "output", "-json"), own, surroundings, deadline);
        return result.succeeded()
                ? new Answer.Document(result.output(), own.toString())
                : new Answer.None("`%s output -json` in %s %s".formatted(program, own, result.explanation()));
    }

    @Override
    public String tool() {
        Set<String> versions = new TreeSet<>();
        for (String program : used) {
            ToolRun.Result version = ToolRun.of(List.of(program, "--version"), folder, QUIETLY, VERSION_LIMIT);
            String first = version.output().lines().findFirst().orElse("").strip();
            String name = Path.of(program).getFileName().toString();
            versions.add(first.toLowerCase(Locale.ROOT).startsWith(name) ? first : name);
        }
        return String.join(", ", versions);
    }
}
