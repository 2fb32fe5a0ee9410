package dev.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JUnitXmlTest {
    @TempDir
    private Path folder;

    @Test
    void showsRequirementTargetSubjectAndWhatBecameOfIt() throws Exception {
        String xml = written(
                result("A-001", Level.MUST, new Outcome.Passed()),
                result("B-001", Level.MUST, new Outcome.Failed("expected: <1>\nfound: & 2")),
                result("C-001", Level.MUST, new Outcome.Unknown("forbidden")),
                result("D-001", Level.MUST, new Outcome.Skipped("needs a cluster")));

        assertThat(xml)
                .contains(
                        "tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\" time=\"6.000\"",
                        "name=\"A-001 it holds[rendered:dev gateway]\" time=\"1.500\"",
                        "<failure message=\"expected: &lt;1&gt;\">",
                        "<error message=\"forbidden\">",
                        "<skipped message=\"needs a cluster\">");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("results.xml").toFile());
    }

    @Test
    void whatStoodInForTheRealThingIsAPropertyOfTheSuite() throws IOException {
        assertThat(written(result("A-001", Level.MUST, new Outcome.Passed())))
                .contains(
                        "<properties><property name=\"stand-in\" value=\"stand-in for this: &lt;why&gt;\"/></properties>");
    }

    @Test
    void everyTestNamesItsEvidence() throws IOException {
        assertThat(written(result("A-001", Level.MUST, new Outcome.Passed())))
                .contains(
                        "<testcase",
                        "<properties><property name=\"evidence\" value=\"static\"/></properties></testcase>");
    }

    @Test
    void aRemarkIsNoFailure() throws IOException {
        String xml = written(result("E-001", Level.SHOULD, new Outcome.Failed("not nice")));

        assertThat(xml).contains("failures=\"0\"", "<skipped message=\"not nice\">");
    }

    @Test
    void whatXmlCannotHoldIsLeftOut() throws Exception {
        written(result("F-001", Level.MUST, new Outcome.Failed("colour \u001b[31m")));

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("results.xml").toFile())
                        .getDocumentElement()
                        .getTextContent())
                .contains("colour ?[31m");
    }

    private String written(CheckResult... results) throws IOException {
        JUnitXml.write(
                folder.resolve("results.xml"), "conformance", List.of("stand-in for this: <why>"), List.of(results));
        return Files.readString(folder.resolve("results.xml"));
    }

    private static CheckResult result(String id, Level level, Outcome outcome) {
        return new CheckResult(
                id,
                "it holds",
                level,
                "rendered:dev",
                "gateway",
                EvidenceTier.STATIC,
                outcome,
                Duration.ofMillis(1500));
    }
}
