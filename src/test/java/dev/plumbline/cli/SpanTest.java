package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpanTest {
    @Test
    void isReadAsPeopleTypeIt() {
        assertThat(new Span().convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(new Span().convert("15m")).isEqualTo(Duration.ofMinutes(15));
        assertThat(new Span().convert("4h")).isEqualTo(Duration.ofHours(4));
        assertThat(new Span().convert("2d")).isEqualTo(Duration.ofDays(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "0s", "-5m", "1w", "1h30m", "PT4H", "4 h"})
    void anythingElseIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> new Span().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("found \"" + text + "\"")
                .hasMessageContaining("4h");
    }
}
