package dev.plumbline.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void pathsBecomeTrees() {
        assertThat(Values.of("a/b/c", 1, "a/b/d", "x", "e", true))
                .isEqualTo(Map.of("a", Map.of("b", Map.of("c", 1, "d", "x")), "e", true));
    }

    @Test
    void mapsAreMergedAndEverythingElseIsReplaced() {
        Map<String, Object> merged = Values.merge(
                Map.of(
                        "map",
                        Map.of("kept", 1, "changed", 1),
                        "list",
                        List.of(1, 2),
                        "scalar",
                        1,
                        "tree",
                        Map.of("a", 1)),
                Map.of("map", Map.of("changed", 2, "added", 3), "list", List.of(9), "scalar", 2, "tree", "flat"));

        assertThat(merged)
                .isEqualTo(Map.of(
                        "map",
                        Map.of("kept", 1, "changed", 2, "added", 3),
                        "list",
                        List.of(9),
                        "scalar",
                        2,
                        "tree",
                        "flat"));
    }

    @Test
    void laterLayersWinOverAllEarlierOnes() {
        assertThat(Values.merge(Map.of("a", 1), Map.of("a", 2), Map.of("a", 3))).isEqualTo(Map.of("a", 3));
    }

    @Test
    void aNullTakesAChartsDefaultAwayAsInHelm() {
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("resources", null);
        nothing.put("nested", new LinkedHashMap<>(nothing));

        Map<String, Object> merged = Values.merge(Map.of("resources", Map.of("cpu", 1), "other", 2), nothing);

        assertThat(merged).containsEntry("resources", null).containsEntry("other", 2);
        assertThat(merged.get("nested")).isEqualTo(nothing.get("nested"));
    }

    @Test
    void mergingLeavesItsLayersAlone() {
        Map<String, Object> first = new LinkedHashMap<>(Map.of("map", new LinkedHashMap<>(Map.of("a", 1))));
        first.put("list", new ArrayList<>(List.of(1)));

        Map<String, Object> merged = Values.merge(first, Map.of("map", Map.of("b", 2)));
        merged.put("new", 1);

        assertThat(first).isEqualTo(Map.of("map", Map.of("a", 1), "list", List.of(1)));
    }
}
