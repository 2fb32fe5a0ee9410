package dev.plumbline.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results in the XML that CI systems read, named as Maven names them: {@code HPA-001 autoscaler has its bounds[dev gateway]}. What
 * JUnit's own writer makes of a run never shows the subject.
 */
public final class JUnitXml {
    /** The property of a test that names its evidence. */
    static final String EVIDENCE = "evidence";

    private JUnitXml() {}

    /**
     * Replaces the file.
     *
     * @param standIns what stood in for the real thing, one sentence each; properties of the suite
     */
    public static void write(Path file, String suite, List<String> standIns, List<CheckResult> results) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            try (OutputStream stream = Files.newOutputStream(file)) {
                XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(stream, "UTF-8");
                xml.writeStartDocument("UTF-8", "1.0");
                suite(xml, suite, standIns, results);
                xml.writeEndDocument();
                xml.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        } catch (XMLStreamException failure) {
            throw new IllegalStateException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static void suite(XMLStreamWriter xml, String name, List<String> standIns, List<CheckResult> results)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", count(results, result -> true));
        xml.writeAttribute("failures", count(results, result -> result.isRed() && isFailure(result)));
        xml.writeAttribute("errors", count(results, result -> result.outcome() instanceof Outcome.Unknown));
        xml.writeAttribute(
                "skipped", count(results, result -> result.outcome() instanceof Outcome.Skipped || result.isRemark()));
        xml.writeAttribute(
                "time", seconds(results.stream().map(CheckResult::duration).reduce(Duration.ZERO, Duration::plus)));
        properties(xml, standIns);
        for (CheckResult result : results) {
            testCase(xml, result);
        }
        xml.writeEndElement();
    }

    private static void properties(XMLStreamWriter xml, List<String> standIns) throws XMLStreamException {
        if (standIns.isEmpty()) {
            return;
        }
        xml.writeStartElement("properties");
        for (String standIn : standIns) {
            xml.writeEmptyElement("property");
            xml.writeAttribute("name", "stand-in");
            xml.writeAttribute("value", standIn);
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.target());
        xml.writeAttribute(
                "name", "%s %s[%s %s]".formatted(result.id(), result.sentence(), result.target(), result.subject()));
        xml.writeAttribute("time", seconds(result.duration()));
        evidence(xml, result.tier());
        if (result.outcome() instanceof Outcome.Failed failed) {
            verdict(xml, result.isRemark() ? "skipped" : "failure", failed.message());
        } else if (result.outcome() instanceof Outcome.Unknown unknown) {
            verdict(xml, "error", unknown.reason());
        } else if (result.outcome() instanceof Outcome.Skipped skipped) {
            verdict(xml, "skipped", skipped.reason());
        }
        xml.writeEndElement();
    }

    private static void evidence(XMLStreamWriter xml, EvidenceTier tier) throws XMLStreamException {
        xml.writeStartElement("properties");
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", EVIDENCE);
        xml.writeAttribute("value", tier.toString());
        xml.writeEndElement();
    }

    private static void verdict(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        String legal = text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "?");
        xml.writeStartElement(element);
        xml.writeAttribute("message", legal.lines().findFirst().orElse(""));
        xml.writeCharacters(legal);
        xml.writeEndElement();
    }

    private static boolean isFailure(CheckResult result) {
        return result.outcome() instanceof Outcome.Failed;
    }

    private static String count(List<CheckResult> results, Predicate<CheckResult> which) {
        return Long.toString(results.stream().filter(which).count());
    }

    private static String seconds(Duration duration) {
        return "%d.%03d".formatted(duration.toSeconds(), duration.toMillisPart());
    }
}
