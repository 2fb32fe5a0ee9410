package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectDiffTest {
    @Test
    void equalTreesHaveNoDifference() {
        assertThat(diff("{a: {b: [1, {c: 2}]}, d: null}", "{a: {b: [1, {c: 2}]}}"))
                .isEmpty();
    }

    @Test
    void changesAreNamedByTheirPaths() {
        assertThat(diff("{spec: {max: 2, min: 1}}", "{spec: {max: 3, mode: fast}}"))
                .containsExactly("spec.max: 2 -> 3", "spec.min: 1 -> (none)", "spec.mode: (none) -> fast");
    }

    @Test
    void namedElementsAreComparedByNameWhereverTheyStand() {
        assertThat(diff(
                        "{containers: [{name: app, image: a}, {name: proxy, image: p}]}",
                        "{containers: [{name: first, image: f}, {name: proxy, image: p}, {name: app, image: b}]}"))
                .containsExactly(
                        "containers[app].image: a -> b",
                        "containers[first].image: (none) -> f",
                        "containers[first].name: (none) -> first");
    }

    @Test
    void otherElementsAreComparedByPosition() {
        assertThat(diff("{args: [a, b]}", "{args: [a, c, d]}"))
                .containsExactly("args[1]: b -> c", "args[2]: (none) -> d");
    }

    /** One volume mounted twice: two elements of one name. */
    @Test
    void elementsThatShareANameAreAllCompared() {
        assertThat(diff(
                        "{mounts: [{name: tmp, path: /a}, {name: tmp, path: /b}]}",
                        "{mounts: [{name: tmp, path: /changed}, {name: tmp, path: /b}]}"))
                .containsExactly("mounts[tmp].path: /a -> /changed");
        assertThat(diff(
                        "{mounts: [{name: tmp, path: /b}]}",
                        "{mounts: [{name: tmp, path: /b}, {name: tmp, path: /b}]}"))
                .hasSize(2);
    }

    @Test
    void whatStandsUnderTheNameOfASecretIsNeverShown() {
        assertThat(
                        diff(
                                "{env: [{name: DB_PASSWORD, value: old}, {name: MODE, value: a}], db: {apiToken: x}, secretName: s}",
                                "{env: [{name: DB_PASSWORD, value: new}, {name: MODE, value: b}], db: {apiToken: y}, secretName: t}"))
                .containsExactly(
                        "db.apiToken: (secret) -> (other secret)",
                        "env[DB_PASSWORD].value: (secret) -> (other secret)",
                        "env[MODE].value: a -> b",
                        "secretName: s -> t");
    }

    @Test
    void whatASecretHoldsIsNeverShown() {
        List<String> changes = diff(
                "{kind: Secret, metadata: {labels: {a: old}}, data: {kept: c2FtZQ==, password: aHVudGVyMg==, gone: eA==}}",
                "{kind: Secret, metadata: {labels: {a: new}}, data: {kept: c2FtZQ==, password: Y2hhbmdlZA==}, stringData: {token: s3cr3t}}");

        assertThat(changes)
                .containsExactly(
                        "data.gone: (secret) -> (none)",
                        "data.password: (secret) -> (other secret)",
                        "metadata.labels.a: old -> new",
                        "stringData.token: (none) -> (other secret)");
    }

    private static List<String> diff(String before, String after) {
        return ObjectDiff.between(Yaml.tree(before), Yaml.tree(after)).stream()
                .map(FieldChange::toString)
                .toList();
    }
}
