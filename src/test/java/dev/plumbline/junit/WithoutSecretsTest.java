package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.report.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** What a check throws ends in reports of others, which no redactor of ours sees afterwards. */
class WithoutSecretsTest {
    private static final String SECRET = "expected none, found DB_PASSWORD=hunter2hunter2";

    private final WithoutSecrets safe = new WithoutSecrets();

    static Stream<Throwable> aSecretIsTakenOutAndTheMeaningStays() {
        return Stream.of(
                new AssertionError(SECRET),
                new TestAbortedException(SECRET),
                new IllegalArgumentException(SECRET),
                new IllegalStateException("outer", new IllegalArgumentException(SECRET)));
    }

    @ParameterizedTest
    @MethodSource
    void aSecretIsTakenOutAndTheMeaningStays(Throwable thrown) {
        Throwable shown = safe.of(thrown);

        assertThat(shown.getCause()).isNull();
        assertThat(String.valueOf(shown.getMessage())).doesNotContain("hunter2");
        assertThat(shown instanceof AssertionError).isEqualTo(thrown instanceof AssertionError);
        assertThat(shown instanceof TestAbortedException).isEqualTo(thrown instanceof TestAbortedException);
        assertThat(shown.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void whatIsCleanStaysTheVerySame() {
        AssertionError clean = new AssertionError("expected 2, found 3");

        assertThat(safe.of(clean)).isSameAs(clean);
    }

    @Test
    void outcomesKeepTheirKindAndTheirPlace() {
        assertThat(safe.of(new Outcome.Failed(SECRET, List.of("environments/dev.yaml:3"))))
                .isEqualTo(new Outcome.Failed(
                        "expected none, found DB_PASSWORD=[redacted]", List.of("environments/dev.yaml:3")));
        assertThat(safe.of(new Outcome.Unknown(SECRET)))
                .isEqualTo(new Outcome.Unknown("expected none, found DB_PASSWORD=[redacted]"));
        assertThat(safe.of(new Outcome.Passed())).isEqualTo(new Outcome.Passed());
    }
}
