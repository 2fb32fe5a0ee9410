package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KEYS = List.of("min_replicas", "max_replicas", "aws_region", "gateway", "tags");

    @ParameterizedTest
    @CsvSource({
        "max_replica, max_replicas",
        "maxReplicas, max_replicas",
        "max-replicas, max_replicas",
        "MIN_REPLICAS, min_replicas",
        "gatway, gateway",
        "gateawy, gateway",
        "tag, tags"
    })
    void theNearestKeyIsWhatWasMeant(String written, String meant) {
        assertThat(Spelling.closest(written, KEYS)).contains(meant);
    }

    @Test
    void nothingIsGuessedFromAnUnrelatedWord() {
        assertThat(Spelling.closest("colour", KEYS)).isEmpty();
        assertThat(Spelling.closest("region", KEYS)).isEmpty();
        assertThat(Spelling.closest("ab", KEYS)).isEmpty();
        assertThat(Spelling.closest("x", List.of())).isEmpty();
    }
}
