package dev.plumbline.cli;

import dev.plumbline.report.RunSummary;
import dev.plumbline.report.TestReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "summary",
        description =
                "Print the results of a run as Markdown, with what is new and what is fixed since an earlier one.")
final class SummaryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REPORTS", description = "JUnit XML: a file, or a folder such as target/failsafe-reports")
    private Path reports;

    @Option(
            names = "--since",
            paramLabel = "REPORTS",
            description = "JUnit XML of the run to compare with; one that is not there is the first run's")
    private Path since;

    @Override
    public Integer call() {
        Optional<Path> before = Optional.ofNullable(since).filter(Files::exists);
        System.out.print(new RunSummary(TestReports.read(reports), before.map(TestReports::read)).markdown());
        return ExitCode.DONE;
    }
}
