package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What can be written on the command line, and what a wrong one is answered; nothing is carried out. */
class CommandLineTest {
    private static final Workspace WORKSPACE =
            new Workspace(Path.of("nowhere"), Path.of("nowhere/cache"), Path.of("nowhere/state"));

    @Test
    void helpListsEveryCommandForPeople() {
        Run help = Run.of(WORKSPACE, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("up ", "down ", "plan ", "deploy ", "verify ", "status ", "outputs ", "render ", "destroy ")
                .contains("prepare ", "images ", "checks ")
                .doesNotContain("warm-up")
                .contains("Exit codes: 0 done, 1 error, 2 differences or findings, 130 interrupted.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "plan",
                "deploy",
                "drift",
                "bench",
                "bench deploy",
                "verify",
                "status",
                "outputs",
                "render",
                "destroy",
                "preflight",
                "prepare",
                "sweep",
                "images",
                "checks",
                "summary"
            })
    void everyCommandExplainsItself(String command) {
        Run help = Run.of(WORKSPACE, (command + " --help").split(" "));

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: plumbline " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "deploy", "drift", "verify", "status", "outputs", "render", "destroy"})
    void commandsOfAnEnvironmentTakeTheSameOptions(String command) {
        assertThat(selection(command)).isEqualTo(Selection.of("local"));
        assertThat(selection(command, "-e", "dev", "--kubeconfig", "k.yaml", "--terraform-outputs", "outputs"))
                .isEqualTo(new Selection(
                        "dev",
                        Optional.of(TerraformInputs.outputs(Path.of("outputs"))),
                        Optional.of(Path.of("k.yaml"))));
        assertThat(selection(command, "--environment", "prod", "--var-file", "prod.tfvars.json")
                        .terraform())
                .contains(TerraformInputs.variables(Path.of("prod.tfvars.json")));
    }

    @Test
    void valuesComeFromOneFormOfTerraformOnly() {
        Run both = Run.of(WORKSPACE, "plan", "--terraform-outputs", "outputs", "--var-file", "x.tfvars.json");

        assertThat(both.code()).isEqualTo(ExitCode.ERROR);
        assertThat(both.err())
                .contains("--terraform-outputs")
                .contains("--var-file")
                .contains("mutually exclusive");
    }

    /** 2 would be read as "differences or findings" by whoever called. */
    @ParameterizedTest
    @CsvSource({
        "plan --detailed-exitcode --enviroment dev, --enviroment",
        "verify --renderd, --renderd",
        "deploi, deploi",
        "deploy -e, --environment",
        "status surplus, surplus"
    })
    void aWrongCommandLineIsAnErrorAndNoFinding(String line, String named) {
        Run wrong = Run.of(WORKSPACE, line.split(" "));

        assertThat(wrong.code()).isEqualTo(ExitCode.ERROR);
        assertThat(wrong.err()).contains(named);
        assertThat(wrong.out()).isEmpty();
    }

    /** A repair changes what the plan was made of, so that it would be refused after things were written. */
    @ParameterizedTest
    @ValueSource(strings = {"deploy plan.json --repair", "deploy --repair --plan plan.json"})
    void aKeptPlanIsNotCarriedOutTogetherWithARepair(String line) {
        Run both = Run.of(WORKSPACE, line.split(" "));

        assertThat(both.code()).isEqualTo(ExitCode.ERROR);
        assertThat(both.err())
                .contains("--repair changes what a kept plan was made of; repair first, then plan again")
                .doesNotContain("there is no such file");
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheRightOne() {
        assertThat(Run.of(WORKSPACE, "deploi").err()).contains("Did you mean").contains("deploy");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        Run nothing = Run.of(WORKSPACE);

        assertThat(nothing.code()).isEqualTo(ExitCode.ERROR);
        assertThat(nothing.err()).contains("Missing required subcommand").contains("Usage: plumbline");
    }

    private static Selection selection(String command, String... options) {
        CommandLine.ParseResult parsed = Main.commandLine(WORKSPACE)
                .parseArgs(Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new))
                .subcommand();
        return ((EnvironmentOptions)
                        parsed.commandSpec().mixins().get("options").userObject())
                .selection();
    }
}
