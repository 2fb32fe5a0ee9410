package dev.plumbline.harness;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What tells this run from others, in session names and so in CloudTrail. */
final class RunId {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private RunId() {}

    static String ofProcess() {
        ProcessHandle process = ProcessHandle.current();
        return STAMP.format(process.info().startInstant().orElseGet(Instant::now)) + "-" + process.pid();
    }
}
