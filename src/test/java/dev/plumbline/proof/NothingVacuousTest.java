package dev.plumbline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.DirectRun;
import dev.plumbline.observe.Bare;
import dev.plumbline.observe.Kind;
import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.RecordedPlatform;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Silence is no pass: what is not there fails, and what cannot be read is unknown. */
class NothingVacuousTest {
    /** They look at the inputs alone. */
    private static final Set<String> OF_INPUTS = Set.of("IRSA-004", "TAG-001");
    /** They forbid what is not there when nothing is. */
    private static final Set<String> FORBIDDING = Set.of("IRSA-003", "IRSA-007", "NS-003");
    /** The journal of a deploy is kept on this machine, whatever became of the cluster. */
    private static final Set<String> OF_THE_DEPLOY = Set.of("ORD-001", "ORD-002", "ORD-003", "ORD-004", "ORD-006");
    /** What was answered was answered. */
    private static final Set<String> OF_ANSWERS = Set.of("CFG-008", "IRSA-005");

    static Stream<Observed> platforms() {
        return Stream.of(SmallPlatform.rendered(), RecordedPlatform.read());
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void nearlyNoCheckHoldsWhereNothingIs(Observed platform) {
        assertThat(passed(Bare.withoutAnything(platform)))
                .isSubsetOf(all(OF_INPUTS, FORBIDDING, OF_THE_DEPLOY, OF_ANSWERS));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void noCheckOfAnObjectHoldsWhereNothingCanBeRead(Observed platform) {
        Observed unreadable = Bare.unreadable(platform);

        assertThat(passed(unreadable)).isSubsetOf(all(OF_INPUTS, OF_THE_DEPLOY, OF_ANSWERS));
        assertThat(DirectRun.of(unreadable))
                .filteredOn(CheckResult::isRed)
                // it asks for objects of any kind, and finds none
                .filteredOn(result -> !result.id().equals("REL-005"))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.outcome()).isInstanceOf(Outcome.Unknown.class));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void everyKindThatCannotBeReadMakesChecksUnknownAndNamesIt(Observed platform) {
        for (ObjectId any : kinds(platform)) {
            List<String> unknown = DirectRun.of(platform.unreadable(any.kind(), any.namespace(), "forbidden")).stream()
                    .filter(result -> result.outcome() instanceof Outcome.Unknown)
                    .map(result -> ((Outcome.Unknown) result.outcome()).reason())
                    .toList();

            assertThat(unknown)
                    .as("%s in namespace %s is forbidden", any.kind(), any.namespace())
                    .isNotEmpty()
                    .allMatch(reason -> reason.startsWith(any.kind().name()) && reason.endsWith("forbidden"));
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void everySkippedCheckSaysWhy(Observed platform) {
        assertThat(DirectRun.of(platform))
                .filteredOn(result -> result.outcome() instanceof Outcome.Skipped)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(((Outcome.Skipped) result.outcome()).reason())
                        .isNotBlank());
    }

    /** One of each kind and namespace that the suite reads: what a controller has besides is its chart's business. */
    private static List<ObjectId> kinds(Observed platform) {
        Set<Kind> read = Set.of(
                Kind.NAMESPACE,
                Kind.CONFIG_MAP,
                Kind.SERVICE_ACCOUNT,
                Kind.DEPLOYMENT,
                Kind.AUTOSCALER,
                Kind.DISRUPTION_BUDGET,
                Kind.EXTERNAL_SECRET,
                Kind.CLUSTER_SECRET_STORE,
                Kind.API_SERVICE,
                Kind.POD,
                Kind.REPLICA_SET);
        String applications = platform.environment().namespace();
        return platform.objects().stream()
                .map(ObjectId::of)
                .filter(id -> read.contains(id.kind())
                        || id.namespace().equals(applications)
                                && Set.of(Kind.SERVICE, Kind.SECRET).contains(id.kind()))
                .filter(id -> id.namespace().equals(applications)
                        || !Set.of(Kind.DISRUPTION_BUDGET, Kind.CONFIG_MAP).contains(id.kind()))
                .map(id -> new ObjectId(id.kind(), id.namespace(), ""))
                .distinct()
                .toList();
    }

    private static Set<String> passed(Observed platform) {
        Set<String> passed = new TreeSet<>();
        DirectRun.of(platform).stream()
                .filter(result -> result.outcome() instanceof Outcome.Passed)
                .forEach(result -> passed.add(result.id()));
        return passed;
    }

    @SafeVarargs
    private static Set<String> all(Set<String>... sets) {
        Set<String> all = new TreeSet<>();
        Stream.of(sets).forEach(all::addAll);
        return all;
    }
}
