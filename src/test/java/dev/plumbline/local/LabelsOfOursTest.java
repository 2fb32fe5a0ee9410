package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsOfOursTest {
    @Test
    void takeEveryLabelButTheSessionThatWouldRemoveTheContainer() {
        LabelsOfOurs labels = new LabelsOfOurs(Map.of("a", "1", "org.testcontainers.sessionId", "x"));
        labels.putAll(Map.of("b", "2", "org.testcontainers.sessionId", "y"));
        labels.put("org.testcontainers.sessionId", "z");
        assertThat(labels).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "2"));
    }

    @Test
    void areReadBackFromDockersListing() {
        assertThat(LeftoverSweep.labels("a=1,b=x=y,c=")).isEqualTo(Map.of("a", "1", "b", "x=y", "c", ""));
    }
}
