package dev.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {
    private static final TestCase HOLDS = new TestCase("A holds", TestCase.Status.PASSED, "");
    private static final TestCase BROKEN = new TestCase("A holds", TestCase.Status.FAILED, "found: <nothing>");

    @TempDir
    Path folder;

    @Test
    void whatWasGreenAndIsRedIsNew() {
        assertThat(summary(List.of(BROKEN), List.of(HOLDS)))
                .contains("**0 passed, 1 failed", "### New (1)", "- `A holds`: found: &lt;nothing>")
                .doesNotContain("Fixed", "Still");
    }

    @Test
    void whatWasRedAndIsGreenIsFixed() {
        assertThat(summary(List.of(HOLDS), List.of(BROKEN)))
                .contains("### Fixed (1)")
                .doesNotContain("New", "Still");
    }

    @Test
    void whatStaysRedIsNotNew() {
        assertThat(summary(List.of(BROKEN), List.of(BROKEN)))
                .contains("### Still red (1)")
                .doesNotContain("New", "Fixed");
    }

    @Test
    void aCheckThatIsNotMadeAnyMoreIsTold() {
        TestCase other = new TestCase("B holds", TestCase.Status.PASSED, "");
        TestCase skipped = new TestCase("A holds", TestCase.Status.SKIPPED, "no journal");

        assertThat(summary(List.of(other), List.of(other, HOLDS))).contains("### No longer checked (1)", "- `A holds`");
        assertThat(summary(List.of(other, skipped), List.of(other, HOLDS))).contains("- `A holds`: no journal");
        assertThat(summary(List.of(other, skipped), List.of(other, skipped))).doesNotContain("No longer");
    }

    @Test
    void withoutAnEarlierRunEverythingRedIsListed() {
        assertThat(new RunSummary(List.of(BROKEN), Optional.empty()).markdown())
                .contains("No earlier run", "### Red (1)");
    }

    @Test
    void readsWhatVerifyWrites() {
        Path file = folder.resolve("results.xml");
        JUnitXml.write(
                file,
                "suite",
                List.of(),
                List.of(
                        result("A-001", new Outcome.Passed()),
                        result("B-001", new Outcome.Failed("first line\nsecond")),
                        result("C-001", new Outcome.Unknown("forbidden")),
                        result("D-001", new Outcome.Skipped("needs a cluster"))));

        assertThat(TestReports.read(folder))
                .extracting(TestCase::status, TestCase::message)
                .containsExactly(
                        tuple(TestCase.Status.PASSED, ""),
                        tuple(TestCase.Status.FAILED, "first line"),
                        tuple(TestCase.Status.UNKNOWN, "forbidden"),
                        tuple(TestCase.Status.SKIPPED, "needs a cluster"));
    }

    @Test
    void aRunThatTestedNothingIsAnError() throws IOException {
        Files.writeString(folder.resolve("TEST-x.xml"), "<testsuite tests=\"0\"/>");

        assertThatThrownBy(() -> TestReports.read(folder)).hasMessageContaining("holds no test result");
    }

    @Test
    void whatIsNoReportIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("TEST-x.xml"), "<testsuite");

        assertThatThrownBy(() -> TestReports.read(folder)).hasMessageContaining(file + " is no JUnit XML report");
    }

    private static String summary(List<TestCase> now, List<TestCase> before) {
        return new RunSummary(now, Optional.of(before)).markdown();
    }

    private static CheckResult result(String id, Outcome outcome) {
        return new CheckResult(id, "it holds", Level.MUST, "live:dev", "gateway", outcome, Duration.ofMillis(5));
    }
}
