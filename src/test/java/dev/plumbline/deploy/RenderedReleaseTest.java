package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderedReleaseTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: front}
            spec: {containers: [{name: %s, image: x}, {name: %s, image: x}], args: [%s]}
            """;

    @Test
    void whatAPlanSeesNoDifferenceInHasTheSameDigest() {
        assertThat(digest(POD.formatted("a", "b", "1, 2"), HandMade.service("front")))
                .isEqualTo(digest(HandMade.service("front"), POD.formatted("b", "a", "1, 2")));
    }

    @Test
    void anythingElseHasAnother() {
        assertThat(digest(POD.formatted("a", "b", "1, 2")))
                .isNotEqualTo(digest(POD.formatted("a", "b", "2, 1")))
                .isNotEqualTo(digest(POD.formatted("a", "c", "1, 2")));
    }

    private static String digest(String... documents) {
        return HandMade.application("front", documents).digest();
    }
}
