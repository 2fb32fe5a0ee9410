package dev.plumbline.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImagesTest {

    @Test
    void aPrefixCoversWholePartsOfAPath() {
        assertThat(Images.isBelowAny("host/a/b:1", List.of("host/a"))).isTrue();
        assertThat(Images.isBelowAny("host/a:1", List.of("host/a"))).isTrue();
        assertThat(Images.isBelowAny("host/a@sha256:00", List.of("host/a"))).isTrue();
        assertThat(Images.isBelowAny("host/ab:1", List.of("host/a"))).isFalse();
        assertThat(Images.isBelowAny("host.evil/a:1", List.of("host"))).isFalse();
    }

    @Test
    void noPrefixCoversNothing() {
        assertThat(Images.isBelowAny("host/a:1", List.of())).isFalse();
        assertThat(Images.isBelowAny("host/a:1", List.of(""))).isFalse();
    }

    @Test
    void latestAndNoTagAreNotExact() {
        assertThat(Images.isExact("host:5000/a:1")).isTrue();
        assertThat(Images.isExact("host/a@sha256:00")).isTrue();
        assertThat(Images.isExact("host:5000/a")).isFalse();
        assertThat(Images.isExact("host/a:latest")).isFalse();
    }
}
