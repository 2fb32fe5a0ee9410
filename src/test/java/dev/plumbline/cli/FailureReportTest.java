package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.Aftermath;
import dev.plumbline.deploy.Finding;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.Restored;
import dev.plumbline.deploy.StepState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureReportTest {
    private static final JournalEntry FAILED = entry(
            "gateway-service",
            Phase.FAILED,
            "Deployment/llm-judge/gateway-service: pod x: ImagePullBackOff\nsecond line");

    @Test
    void theLastLinesSayWhatFailedWhyAndWhatBecameOfIt() {
        String told = told(new Aftermath(
                List.of(new Finding("gateway-service", "the image r/g:v9 cannot be pulled", "/state/failures/1")),
                List.of(new Restored("gateway-service", "revision 3, as revision 5", ""))));

        assertThat(told)
                .contains("FAILED gateway-service\n  cause     the image r/g:v9 cannot be pulled\n")
                .contains("  second line\n  evidence  /state/failures/1\n")
                .contains("Not started: judge-service\n")
                .contains("Restored gateway-service: revision 3, as revision 5, ready\n")
                .endsWith("""
                        Deploy of local failed after 12.0s:
                          gateway-service: the image r/g:v9 cannot be pulled; restored to revision 3, as revision 5
                        Look: ./plumbline status -e local; when the cause is mended: ./plumbline deploy -e local
                        """);
    }

    @Test
    void whatIsKeptIsSaidToBe() {
        assertThat(told(new Aftermath(List.of(new Finding("gateway-service", "no image", "")), List.of())))
                .contains("  gateway-service: no image; kept as it is\n")
                .doesNotContain("evidence");
    }

    @Test
    void whatDoesNotComeUpAgainIsNotCalledRestored() {
        String told = told(new Aftermath(
                List.of(),
                List.of(new Restored("gateway-service", "revision 3, as revision 5", "not ready after 300 s"))));

        assertThat(told)
                .contains("NOT READY AGAIN gateway-service: revision 3, as revision 5 not ready after 300 s\n")
                .contains("restoring it failed too: not ready after 300 s")
                .doesNotContain("Restored");
    }

    private static String told(Aftermath aftermath) {
        Journal journal = new Journal(
                "local",
                "uid",
                Instant.EPOCH,
                Duration.ofSeconds(12),
                List.of(FAILED, entry("judge-service", Phase.BLOCKED, "needs gateway-service")),
                aftermath);
        return Run.of(() -> {
                    new FailureReport(new Terminal(), journal).print(List.of());
                    return ExitCode.ERROR;
                })
                .out();
    }

    private static JournalEntry entry(String step, Phase outcome, String detail) {
        return new JournalEntry(step, "update", outcome, Optional.empty(), Optional.empty(), Optional.empty(), detail);
    }
}
