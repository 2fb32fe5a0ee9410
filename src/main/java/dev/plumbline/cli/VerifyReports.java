package dev.plumbline.cli;

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
 */
record VerifyReports(Optional<Path> junitXml, boolean annotations) {
    /** As the process' surroundings ask for them. */
    static VerifyReports of(Path junitXml) {
        return new VerifyReports(Optional.ofNullable(junitXml), "true".equals(System.getenv("GITHUB_ACTIONS")));
    }

    void write(Terminal terminal, String suite, List<CheckResult> results) {
        junitXml.ifPresent(file -> JUnitXml.write(file, suite, results));
        if (annotations) {
            Annotations.of(results).forEach(line -> terminal.say(line));
        }
    }
}
