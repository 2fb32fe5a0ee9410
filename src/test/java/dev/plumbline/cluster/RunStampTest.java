package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStampTest {
    private static final RunStamp STAMP =
            new RunStamp("8f2c1a7e", "llm-judge", "local", Optional.of(Instant.parse("2026-11-27T21:10:05.4Z")));

    @Test
    void isWrittenAsLabelsThatKubernetesAcceptsAndReadBackToTheSecond() {
        assertThat(STAMP.labels())
                .containsOnly(
                        Map.entry("plumbline.dev/run", "8f2c1a7e"),
                        Map.entry("plumbline.dev/project", "llm-judge"),
                        Map.entry("plumbline.dev/environment", "local"),
                        Map.entry("plumbline.dev/expires", "20261127T211005Z"));
        assertThat(STAMP.labels().values())
                .allMatch(value -> value.matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"));
        assertThat(RunStamp.of(STAMP.labels())).contains(STAMP);
        assertThat(STAMP.expires()).contains(Instant.parse("2026-11-27T21:10:05Z"));
    }

    @Test
    void takesThePlaceOfAnEarlierOneWithAllThatItSaid() {
        RunStamp later = new RunStamp("00000001", "llm-judge", "local", Optional.empty());

        Map<String, String> labels = later.over(STAMP.over(Map.of("Project", "llm-judge")));

        assertThat(labels)
                .containsOnly(
                        Map.entry("Project", "llm-judge"),
                        Map.entry("plumbline.dev/run", "00000001"),
                        Map.entry("plumbline.dev/project", "llm-judge"),
                        Map.entry("plumbline.dev/environment", "local"));
        assertThat(later.over(null)).isEqualTo(later.labels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-11-27T21:10:05Z", "20261327T211005Z", ""})
    void aTimeThatIsNoneIsNoExpiry(String text) {
        assertThat(RunStamp.of(Map.of(
                        RunStamp.RUN,
                        "1",
                        RunStamp.PROJECT,
                        "llm-judge",
                        RunStamp.ENVIRONMENT,
                        "local",
                        RunStamp.EXPIRES,
                        text)))
                .contains(new RunStamp("1", "llm-judge", "local", Optional.empty()));
    }

    @Test
    void halfAStampIsNone() {
        assertThat(RunStamp.of(null)).isEmpty();
        assertThat(RunStamp.of(Map.of(RunStamp.ENVIRONMENT, "local", RunStamp.EXPIRES, "20261127T211005Z")))
                .isEmpty();
        assertThat(RunStamp.of(Map.of(RunStamp.RUN, "1", RunStamp.PROJECT, "llm-judge", RunStamp.ENVIRONMENT, "")))
                .isEmpty();
        assertThatThrownBy(() -> new RunStamp("", "llm-judge", "local", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
