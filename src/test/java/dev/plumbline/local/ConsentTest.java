package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {
    @Test
    void isGivenByYes() {
        assertThat(Consent.of(true, Map.of(), () -> null, terminal -> "n").given())
                .isTrue();
    }

    @Test
    void isGivenByAPipeline() {
        assertThat(Consent.of(false, Map.of("CI", "true"), () -> null, terminal -> "n")
                        .given())
                .isTrue();
    }

    @Test
    void isNotGivenWhereNobodyCanBeAsked() {
        assertThat(Consent.of(false, Map.of("CI", "false"), () -> null, terminal -> "y")
                        .given())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"y,true", "YES,true", "' y ',true", "n,false", "'',false", "yesterday,false"})
    void isWhatThePersonAtTheTerminalSays(String answer, boolean given) {
        assertThat(Consent.of(false, Map.of(), () -> "terminal", terminal -> answer)
                        .given())
                .isEqualTo(given);
    }

    @Test
    void isNotGivenWhenTheTerminalIsClosed() {
        assertThat(Consent.of(false, Map.of(), () -> "terminal", terminal -> null)
                        .given())
                .isFalse();
    }
}
