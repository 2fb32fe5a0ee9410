package dev.plumbline.cli;

import dev.plumbline.redact.Redactor;
import dev.plumbline.report.Annotations;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.JUnitXml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What other programs get of a verification.
 *
 * @param junitXml a file for them; replaced
 * @param annotations whether findings are also told as GitHub's annotations
 * @param redactor takes out what the run knows to be secret
 */
record VerifyReports(Optional<Path> junitXml, boolean annotations, Redactor redactor) {
    /** As the process' surroundings ask for them. */
    static VerifyReports of(Path junitXml, Redactor redactor) {
        return new VerifyReports(
                Optional.ofNullable(junitXml), "true".equals(System.getenv("GITHUB_ACTIONS")), redactor);
    }

    void write(Terminal terminal, String suite, List<String> standIns, List<CheckResult> results) {
        List<CheckResult> safe =
                results.stream().map(result -> result.redacted(redactor)).toList();
        junitXml.ifPresent(file -> JUnitXml.write(file, suite, standIns, safe));
        if (annotations) {
            Annotations.of(safe).forEach(line -> terminal.say(line));
        }
    }
}
