package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.harness.ProjectSources;
import dev.plumbline.junit.SuiteRun;
import dev.plumbline.junit.Target;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RecordedPlatform;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.report.CheckResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/**
 * A check that cannot fail is a defect: the platform is broken in one place after the other, and the suite must turn red and name the
 * place. Here a sample, the same in every run; {@link MutantsIT} breaks all there is.
 */
class MutantsTest {
    private static final long SEED = 20_240_607;
    private static final int OF_EACH = 300;
    /** JUnit makes some twenty of them a second. */
    private static final int LAUNCHED = 8;

    private final ListedPlaces listed = ListedPlaces.read();

    @Test
    void aSampleOfWhatBreaksIsFoundAndNamed() {
        List<Proof> proofs = List.of(
                proof("rendered tiny", SmallPlatform.rendered()),
                proof("rendered dev", dev()),
                proof("recorded local", RecordedPlatform.read()));

        Proof.write(Path.of("target/proof/sample.md"), proofs);
        assertThat(proofs).allSatisfy(proof -> {
            assertThat(proof.trials()).hasSize(OF_EACH);
            assertThat(proof.survivors()).as(proof.summary()).isEmpty();
            assertThat(proof.notNamed()).as(proof.summary()).isEmpty();
        });
    }

    @Test
    void junitSaysTheSameOfWhatIsBroken() {
        assertThatJunitAgrees("live:local", RecordedPlatform.read());
        assertThatJunitAgrees("rendered:tiny", SmallPlatform.rendered());
    }

    private void assertThatJunitAgrees(String target, Observed healthy) {
        Suite suite = new Suite(healthy);
        for (Mutant mutant : Proof.sample(Proof.mutantsOf(healthy, listed), LAUNCHED, SEED)) {
            Observed broken = mutant.observed().get();
            List<CheckResult> launched =
                    SuiteRun.of((any, settings) -> () -> broken).on(Target.parse(target), result -> {});

            assertThat(outcomes(launched))
                    .as(mutant.toString())
                    .containsExactlyInAnyOrderElementsOf(outcomes(suite.results(broken)));
        }
    }

    private Proof proof(String source, Observed platform) {
        return Proof.of(source, platform, Proof.sample(Proof.mutantsOf(platform, listed), OF_EACH, SEED), listed);
    }

    private static Observed dev() {
        try (ProjectSources sources = new ProjectSources()) {
            return sources.open(Target.parse("rendered:dev").get(0), key -> Optional.empty())
                    .observed();
        }
    }

    private static List<Tuple> outcomes(List<CheckResult> results) {
        List<Tuple> outcomes = new ArrayList<>();
        results.forEach(result -> outcomes.add(Tuple.tuple(result.id(), result.subject(), result.outcome())));
        return outcomes;
    }
}
