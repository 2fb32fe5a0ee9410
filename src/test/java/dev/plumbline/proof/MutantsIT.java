package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.harness.ProjectSources;
import dev.plumbline.junit.Target;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RecordedPlatform;
import dev.plumbline.observe.SmallPlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Everything that may break of every rendered environment and of the recorded platform; it takes minutes, and needs no cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsIT {
    private static final Path REPORT = Path.of("target/proof/mutants.md");
    private static final long A_MINUTE = 2_000;

    private final ListedPlaces listed = ListedPlaces.read();
    private final List<Proof> proofs = new ArrayList<>();

    @BeforeAll
    void breakEverything() {
        try (ProjectSources sources = new ProjectSources()) {
            Stream.of("local", "dev", "staging", "prod")
                    .forEach(name -> prove(
                            "rendered " + name,
                            sources.open(Target.parse("rendered:" + name).get(0), key -> Optional.empty())
                                    .observed()));
        }
        prove("rendered tiny", SmallPlatform.rendered());
        prove("recorded local", RecordedPlatform.read());
        Proof.write(REPORT, proofs);
        proofs.forEach(proof -> System.out.println(proof.summary()));
    }

    @Test
    void whateverBreaksIsFoundAndNamed() {
        assertThat(proofs).allSatisfy(proof -> {
            assertThat(proof.survivors()).as(REPORT + ": " + proof.summary()).isEmpty();
            assertThat(proof.notNamed()).as(REPORT + ": " + proof.summary()).isEmpty();
        });
    }

    @Test
    void everyCheckFindsSomethingOrIsListedWithTheReason() {
        assertThat(Proof.idle(proofs))
                .as(REPORT + ", and `idle` in places.yaml")
                .isEqualTo(listed.idle());
    }

    @Test
    void everyLineOfTheListIsOfUse() {
        assertThat(listed.unconstrained().stale())
                .as("`unconstrained` in places.yaml")
                .isEmpty();
        assertThat(listed.equivalent().stale())
                .as("`equivalent` in places.yaml")
                .isEmpty();
    }

    @Test
    void thousandsAreTriedInAMinute() {
        long tried = proofs.stream().mapToLong(Proof::possible).sum();
        long seconds =
                proofs.stream().mapToLong(proof -> proof.took().toSeconds()).sum();

        assertThat(tried * 60 / Math.max(1, seconds)).isGreaterThan(A_MINUTE);
    }

    private void prove(String source, Observed platform) {
        proofs.add(Proof.of(source, platform, Proof.mutantsOf(platform, listed), listed));
    }
}
