package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMarkTest {
    private final ProcessMark here = ProcessMark.here();

    @Test
    void thisProcessLives() {
        assertThat(here.hasEnded(here)).isFalse();
    }

    @Test
    void aProcessThatIsNotThereHasEnded() {
        assertThat(new ProcessMark(here.boot(), here.namespace(), Long.MAX_VALUE, here.started()).hasEnded(here))
                .isTrue();
    }

    @Test
    void aReusedIdIsAnotherProcess() {
        assertThat(new ProcessMark(
                                here.boot(),
                                here.namespace(),
                                here.pid(),
                                here.started().minusSeconds(5))
                        .hasEnded(here))
                .isTrue();
    }

    @Test
    void ofAnotherMachineOrNamespaceNobodyKnows() {
        assertThat(new ProcessMark("other", here.namespace(), Long.MAX_VALUE, here.started()).hasEnded(here))
                .isFalse();
        assertThat(new ProcessMark(here.boot(), "pid:[1]", Long.MAX_VALUE, here.started()).hasEnded(here))
                .isFalse();
    }

    @Test
    void comesBackFromItsText() {
        assertThat(ProcessMark.parse(here.toString())).contains(here);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a/b/c", "boot/ns/notanumber/2026-01-01T00:00:00Z", "boot/ns/1/yesterday"})
    void anotherToolsTextSaysNothing(String text) {
        assertThat(ProcessMark.parse(text)).isEmpty();
    }
}
