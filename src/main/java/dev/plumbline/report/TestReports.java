package dev.plumbline.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads JUnit XML, whoever wrote it: Maven's reports of a profile, or {@code verify --junit-xml}. */
public final class TestReports {
    private static final Map<String, TestCase.Status> VERDICTS = Map.of(
            "failure", TestCase.Status.FAILED,
            "error", TestCase.Status.UNKNOWN,
            "skipped", TestCase.Status.SKIPPED);

    /** How the name of a check ends: {@code [live dev gateway, static]}. */
    private static final Pattern SUBJECT =
            Pattern.compile("[A-Z]+-[0-9]{3} .*\\[(?<live>live )?[^\\[\\],]+(, (?<tier>[A-Za-z-]+))?]$");

    private final XMLInputFactory factory = XMLInputFactory.newFactory();

    private TestReports() {
        // reports are data: nothing in them is fetched or expanded
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /**
     * @param place a report, or a folder of them
     * @return in the order of the files and of what is in them
     * @throws IllegalArgumentException if there is no test in it, or it is no report
     */
    public static List<TestCase> read(Path place) {
        TestReports reports = new TestReports();
        Map<String, TestCase> cases = new LinkedHashMap<>();
        for (Path file : files(place)) {
            reports.cases(file).forEach(found -> cases.merge(found.name(), found, TestReports::worse));
        }
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(
                    place + " holds no test result: a run that tested nothing proves nothing");
        }
        return List.copyOf(cases.values());
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".xml"))
                    // Maven's own summary of a run is none of tests
                    .filter(file -> !file.getFileName().toString().equals("failsafe-summary.xml"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot list " + place, failure);
        }
    }

    private static TestCase worse(TestCase one, TestCase other) {
        return other.isRed() ? other : one;
    }

    private List<TestCase> cases(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(stream);
            Stream.Builder<TestCase> cases = Stream.builder();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("testcase")) {
                    cases.add(testCase(xml));
                }
            }
            return cases.build().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the report " + file, failure);
        } catch (XMLStreamException failure) {
            throw new IllegalArgumentException(file + " is no JUnit XML report: " + failure.getMessage(), failure);
        }
    }

    private static TestCase testCase(XMLStreamReader xml) throws XMLStreamException {
        String group = xml.getAttributeValue(null, "classname");
        String name = (group == null ? "" : group + " ") + xml.getAttributeValue(null, "name");
        Optional<EvidenceTier> tier = inName(name);
        TestCase.Status status = TestCase.Status.PASSED;
        String message = "";
        for (int event = xml.next();
                event != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("testcase");
                event = xml.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (VERDICTS.containsKey(xml.getLocalName())) {
                status = VERDICTS.get(xml.getLocalName());
                message = Optional.ofNullable(xml.getAttributeValue(null, "message"))
                        .orElse("");
            } else if (JUnitXml.EVIDENCE.equals(xml.getAttributeValue(null, "name"))) {
                tier = EvidenceTier.parse(xml.getAttributeValue(null, "value"));
            }
        }
        return new TestCase(name, status, tier, message);
    }

    /** Maven's reports of the suite have it in the name where it is not what goes without saying. */
    private static Optional<EvidenceTier> inName(String name) {
        Matcher subject = SUBJECT.matcher(name);
        if (!subject.find()) {
            return Optional.empty();
        }
        Optional<EvidenceTier> named =
                Optional.ofNullable(subject.group("tier")).flatMap(EvidenceTier::parse);
        return named.isPresent()
                ? named
                : Optional.of(subject.group("live") == null ? EvidenceTier.STATIC : EvidenceTier.LIVE);
    }
}
