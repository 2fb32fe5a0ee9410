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
    private static final TestCase HOLDS =
            new TestCase("A holds", TestCase.Status.PASSED, Optional.of(EvidenceTier.LIVE), "");
    private static final TestCase BROKEN =
            new TestCase("A holds", TestCase.Status.FAILED, Optional.of(EvidenceTier.LIVE), "found: <nothing>");

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
        TestCase other = new TestCase("B holds", TestCase.Status.PASSED, Optional.of(EvidenceTier.LIVE), "");
        TestCase skipped = new TestCase("A holds", TestCase.Status.SKIPPED, Optional.empty(), "no journal");

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
    void readsTheEvidenceThatVerifyWrites() {
        JUnitXml.write(
                folder.resolve("results.xml"), "suite", List.of(), List.of(result("A-001", new Outcome.Passed())));

        assertThat(TestReports.read(folder))
                .extracting(TestCase::tier)
                .containsExactly(Optional.of(EvidenceTier.EMULATOR));
    }

    /** Maven writes no property of ours: there the name of a test says it. */
    @Test
    void readsTheEvidenceInTheNamesOfMavensReports() throws IOException {
        Files.writeString(folder.resolve("TEST-x.xml"), """
                <testsuite>
                  <testcase classname="c" name="NS-001 it holds[dev llm-judge]"/>
                  <testcase classname="c" name="NS-001 it holds[live dev llm-judge]"/>
                  <testcase classname="c" name="IRSA-005 it holds[live dev gateway, JWKS-verified]"/>
                  <testcase classname="c" name="NS-001 it holds[live local llm-judge, emulator]"/>
                  <testcase classname="c" name="thePlanIsQuiet"/>
                </testsuite>""");

        assertThat(TestReports.read(folder))
                .extracting(TestCase::tier)
                .containsExactly(
                        Optional.of(EvidenceTier.STATIC),
                        Optional.of(EvidenceTier.LIVE),
                        Optional.of(EvidenceTier.JWKS_VERIFIED),
                        Optional.of(EvidenceTier.EMULATOR),
                        Optional.empty());
    }

    @Test
    void whatTheEvidenceIsIsToldOfWhatWasFoundOut() {
        TestCase document = new TestCase("B holds", TestCase.Status.PASSED, Optional.of(EvidenceTier.STATIC), "");
        TestCase skipped = new TestCase("C holds", TestCase.Status.SKIPPED, Optional.of(EvidenceTier.STATIC), "why");

        assertThat(summary(List.of(HOLDS, document, skipped), List.of(HOLDS)))
                .contains("Evidence: 1 static, 1 live", "Nothing is red");
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
        return new CheckResult(
                id,
                "it holds",
                Level.MUST,
                "live:dev",
                "gateway",
                EvidenceTier.EMULATOR,
                outcome,
                Duration.ofMillis(5));
    }
}
