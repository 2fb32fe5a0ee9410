package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.proof.Trial.Verdict;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is not demanded must be said, with a reason, and must be so. */
class ExceptionsTest {
    private final Observed healthy = SmallPlatform.rendered();

    @Test
    void withoutAListWhatNobodyConstrainsSurvives() {
        assertThat(verdicts("- {kinds: None, paths: '*', why: nothing is}", mutant -> mutant.path()
                        .equals("spec.revisionHistoryLimit")))
                .contains(Verdict.SURVIVED);
    }

    @Test
    void whatIsListedIsNotBroken() {
        assertThat(verdicts("- {kinds: Deployment, paths: spec.rev*, why: the chart's choice}", mutant -> mutant.path()
                        .equals("spec.revisionHistoryLimit")))
                .isEmpty();
    }

    @Test
    void whatIsBrokenIsKilled() {
        assertThat(verdicts("- {kinds: None, paths: '*', why: nothing is}", mutant -> mutant.path()
                        .equals("spec.maxReplicas")))
                .containsOnly(Verdict.KILLED);
    }

    @Test
    void aLineThatIsOfNoUseIsReported() {
        Exceptions exceptions = exceptions("- {kinds: Deploymint, paths: [spec.rev*, 'x'], why: the chart's choice}");

        new Mutants(healthy, exceptions).all();

        assertThat(exceptions.stale())
                .containsExactly(
                        "Deploymint * spec.rev* [] (the chart's choice)", "Deploymint * x [] (the chart's choice)");
    }

    @Test
    void aLineWithoutAReasonIsRefused() {
        assertThatThrownBy(() -> exceptions("- {kinds: Deployment, paths: spec.*}"))
                .hasMessageContaining("no reason is given");
    }

    @Test
    void aPlaceIsNamedByItselfOrByWhatIsCloseAroundIt() {
        Place port = ReleasePart.place("spec", "ports").below(0, "http").below("targetPort", "");

        assertThat(List.of("spec.ports[0].targetPort", "spec.ports[http].targetPort", "spec.ports (number)"))
                .allMatch(message -> port.isNamedIn("  " + message + "\n    expected: 1", false));
        assertThat(List.of("spec", "spec.ports[1].targetPort", "spec.portsAndMore", "spec.ports[0].port"))
                .noneMatch(message -> port.isNamedIn("  " + message + "\n    expected: 1", false));
    }

    private List<Verdict> verdicts(String unconstrained, Predicate<Mutant> which) {
        Suite suite = new Suite(healthy);
        return new Mutants(healthy, exceptions(unconstrained))
                .all().stream()
                        .filter(mutant -> mutant.part().name().equals("tiny-apps/front-door"))
                        .filter(which)
                        .map(mutant -> Trial.of(mutant, suite).verdict())
                        .toList();
    }

    private static Exceptions exceptions(String yaml) {
        return Exceptions.of(new YAMLMapper().readTree(yaml));
    }
}
