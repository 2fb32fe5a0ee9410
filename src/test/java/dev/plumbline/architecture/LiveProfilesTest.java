package dev.plumbline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** What {@code mvn verify -Pdev}, {@code -Pstaging} and {@code -Pprod} may do to a cluster that people depend on. */
class LiveProfilesTest {
    private final XPath paths = XPathFactory.newInstance().newXPath();

    @ParameterizedTest
    @CsvSource({"dev, deploy", "staging, deploy", "prod, verify"})
    void runsTheConformanceSuiteAndNothingElse(String environment, String mode) throws Exception {
        assertThat(of(environment, "count(%s//include)")).isEqualTo("1");
        assertThat(of(environment, "%s//include")).isEqualTo("**/conformance/*Checks.java");
        assertThat(of(environment, "%s/properties/offline.tests.skip")).isEqualTo("true");
        assertThat(of(environment, "%s//plumbline.targets")).isEqualTo("live:" + environment);
        assertThat(of(environment, "%s//plumbline.ephemeral")).isEmpty();
        assertThat(of(environment, "%s/properties/plumbline.mode")).isEqualTo(mode);
    }

    private String of(String environment, String path) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
        return paths.evaluate(path.formatted("/project/profiles/profile[id='" + environment + "']"), pom);
    }
}
