package dev.plumbline.cli;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.InputSettings;
import dev.plumbline.environment.Provenance;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.ProjectInputs;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.inputs.MovedInput;
import dev.plumbline.inputs.OutputCommand;
import dev.plumbline.inputs.OutputFiles;
import dev.plumbline.inputs.OutputSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inputs",
        description = "What the Terraform modules say: fetch it, and look where each value comes from.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InputsCommand.RefreshCommand.class, InputsCommand.ShowCommand.class})
final class InputsCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which: inputs refresh, or inputs show");
    }

    @Command(
            name = "refresh",
            description =
                    "Ask each Terraform module for its outputs, and keep in environments/NAME.inputs.json those that are"
                            + " inputs and not sensitive; say which moved. Killed anywhere, the old ones are whole.")
    static final class RefreshCommand implements Callable<Integer> {
        private final Workspace workspace;

        @Option(
                names = {"-e", "--environment"},
                paramLabel = "NAME",
                required = true,
                description = "a file of environments/ that is not local")
        private String environment;

        @ArgGroup
        private Where where;

        /** Without any, the modules are where the environment's {@code inputs.folder} says. */
        static final class Where {
            @Option(
                    names = "--from",
                    paramLabel = "FOLDER",
                    description = "documents of `terraform output -json`, MODULE.json or ENVIRONMENT/MODULE.json")
            private Path documents;

            @Option(
                    names = "--terragrunt",
                    paramLabel = "FOLDER",
                    description = "run `terragrunt output -json` in the folder of each module within this one")
            private Path terragrunt;

            @Option(
                    names = "--terraform",
                    paramLabel = "FOLDER",
                    description = "run `terraform output -json` in the folder of each module within this one")
            private Path terraform;
        }

        @Option(
                names = "--deadline",
                paramLabel = "SECONDS",
                defaultValue = "120",
                description = "how long a module may take (default: 120)")
        private int deadline;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        RefreshCommand(Workspace workspace) {
            this.workspace = workspace;
        }

        @Override
        public Integer call() {
            Terminal terminal = new Terminal();
            Selection selection = Selection.of(environment);
            ProjectInputs inputs = new ProjectInputs(workspace, selection);
            ProjectInputs.Refreshed refreshed = inputs.refresh(source(inputs.settings(), inputs.profile()));
            String file = "environments/" + inputs.file().path().getFileName();
            terminal.say(
                    "Kept the outputs of %d modules in %s (%s).",
                    refreshed.document().modules().size(),
                    file,
                    refreshed.document().tool());
            refreshed
                    .document()
                    .dropped()
                    .forEach(output -> terminal.say("  note: %s is marked sensitive and was not kept", output));
            if (refreshed.first()) {
                terminal.say(
                        "The first ones: %d inputs. To look at them: ./plumbline inputs show -e %s",
                        refreshed.moved().size(), environment);
            } else if (refreshed.moved().isEmpty()) {
                terminal.say("No input of environment %s moved.", environment);
            } else {
                terminal.say(
                        "%d inputs of environment %s moved:", refreshed.moved().size(), environment);
                refreshed.moved().forEach(moved -> terminal.say("  %s", moved));
            }
            return ExitCode.DONE;
        }

        private OutputSource source(InputSettings settings, Optional<String> profile) {
            Duration limit = Duration.ofSeconds(deadline);
            if (where == null) {
                Path folder = settings.folder()
                        .map(workspace.root()::resolve)
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                spec.commandLine(),
                                "where are the modules? --terragrunt FOLDER, --terraform FOLDER, --from FOLDER,"
                                        + " or inputs.folder in environments/" + environment + ".yaml"));
                return OutputCommand.in(folder.normalize(), settings, limit).as(profile);
            }
            if (where.documents != null) {
                return OutputFiles.of(where.documents, environment);
            }
            return where.terragrunt != null
                    ? OutputCommand.in(where.terragrunt, settings, limit)
                            .as(profile)
                            .with("terragrunt")
                    : OutputCommand.in(where.terraform, settings, limit)
                            .as(profile)
                            .with("terraform");
        }
    }

    @Command(
            name = "show",
            description = "Print each input, its value, and the file and line or module output it comes from.")
    static final class ShowCommand implements Callable<Integer> {
        private final Workspace workspace;

        @Mixin
        private EnvironmentOptions options;

        @Parameters(arity = "0..1", paramLabel = "KEY", description = "only this key and those below it")
        private String only = "";

        ShowCommand(Workspace workspace) {
            this.workspace = workspace;
        }

        @Override
        public Integer call() {
            Terminal terminal = new Terminal();
            Environment environment = Harness.load(workspace, options.selection());
            Map<String, String> values = new TreeMap<>(environment.provenance().values());
            values.keySet().removeIf(key -> !only.isEmpty() && !key.equals(only) && !key.startsWith(only + "."));
            values.forEach((key, value) ->
                    terminal.say("%s: %s  <- %s", key, MovedInput.shown(value), origin(environment.provenance(), key)));
            return ExitCode.DONE;
        }

        private static String origin(Provenance provenance, String key) {
            String place = provenance.of(key).map(Object::toString).orElse("nowhere");
            return place.contains(".yaml:")
                    ? place
                    : place
                            + Provenance.moduleOutput(key)
                                    .map(" (%s)"::formatted)
                                    .orElse("");
        }
    }
}
