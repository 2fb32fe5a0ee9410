package dev.plumbline.cli;

import dev.plumbline.harness.Workspace;
import dev.plumbline.redact.RedactingPrintStream;
import dev.plumbline.redact.Redactor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./plumbline}: reads the command line, runs one command, ends with its exit code. */
@Command(
        name = "plumbline",
        description = "Deploys the LLM Judge platform to Kubernetes with Helm, and proves that what runs is right.",
        mixinStandardHelpOptions = true,
        version = "plumbline 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 error, 2 differences or findings, 130 interrupted.",
            "First time: ./plumbline up --yes"
        })
public final class Main {
    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(
            UpCommand.class,
            DownCommand.class,
            SweepCommand.class,
            PlanCommand.class,
            DeployCommand.class,
            DriftCommand.class,
            PreflightCommand.class,
            InputsCommand.class,
            BenchCommand.class,
            VerifyCommand.class,
            StatusCommand.class,
            OutputsCommand.class,
            RenderCommand.class,
            DestroyCommand.class,
            PrepareCommand.class,
            ImagesCommand.class,
            ChecksCommand.class,
            SummaryCommand.class,
            WarmUpCommand.class);

    private Main() {}

    public static void main(String[] arguments) {
        Workspace workspace = Workspace.ofProcess();
        withoutSecrets(
                workspace.redactor(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        int code = run(workspace, arguments);
        System.out.flush();
        System.err.flush();
        // threads of HTTP clients and Helm workers may idle on; everything that must be closed is closed by now
        leaveTheSystem(Thread.currentThread().getThreadGroup());
        Runtime.getRuntime().halt(code);
    }

    /**
     * The JVM waits 0.3 s with its end if a thread is inside a call of the system ({@code VM_Exit::wait_for_threads_in_native_to_block}), and
     * that is where an HTTP client idles. An interrupt gets it out.
     */
    static void leaveTheSystem(ThreadGroup threads) {
        threads.interrupt();
    }

    /** All that is printed or logged passes through one redactor, whoever writes it. */
    static void withoutSecrets(Redactor redactor, OutputStream out, OutputStream err) {
        System.setOut(new RedactingPrintStream(out, redactor));
        System.setErr(new RedactingPrintStream(err, redactor));
    }

    static int run(Workspace workspace, String... arguments) {
        return commandLine(workspace, arguments).execute(arguments);
    }

    /** With the command that the arguments begin with; with all of them if they begin with none. */
    static CommandLine commandLine(Workspace workspace, String... arguments) {
        CommandLine commandLine = new CommandLine(new Main(), new Commands(workspace));
        asked(arguments).forEach(commandLine::addSubcommand);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(new Failures(workspace));
        // a wrong command line is an error; picocli's own code for it is the one of findings
        commandLine.getCommandSpec().exitCodeOnInvalidInput(ExitCode.ERROR);
        commandLine.getSubcommands().values().forEach(Main::withHelp);
        return commandLine;
    }

    /** Making all of them takes a new JVM a tenth of a second. */
    private static List<Class<?>> asked(String... arguments) {
        Optional<Class<?>> one = COMMANDS.stream()
                .filter(each -> arguments.length > 0
                        && each.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst();
        return one.map(List::<Class<?>>of).orElse(COMMANDS);
    }

    /** A wrong command line is an error, and every command explains itself, also those below another. */
    private static void withHelp(CommandLine command) {
        command.getCommandSpec()
                .exitCodeOnInvalidInput(ExitCode.ERROR)
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("show this help and end")
                        .build());
        command.getSubcommands().values().forEach(Main::withHelp);
    }
}
