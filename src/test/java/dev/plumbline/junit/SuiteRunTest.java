package dev.plumbline.junit;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.observe.Kind;
import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Level;
import dev.plumbline.report.Outcome;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SuiteRunTest {
    private static final List<Target> TINY = Target.parse("rendered:tiny");
    private final Observed observed = SmallPlatform.rendered();

    @Test
    void givesOneResultForEachCheckAndSubject() {
        List<CheckResult> results = run(Sample.class, observed);

        assertThat(results)
                .extracting(CheckResult::id, CheckResult::sentence, CheckResult::target, CheckResult::subject)
                .containsExactlyInAnyOrder(
                        tuple("S-001", "autoscaler has its bounds", "rendered:tiny", "front"),
                        tuple("S-001", "autoscaler has its bounds", "rendered:tiny", "ledger"),
                        tuple("S-002", "cannot be rendered", "rendered:tiny", "platform"));
    }

    @Test
    void tellsWhyACheckWasSkipped() {
        assertThat(run(Sample.class, observed))
                .filteredOn(result -> result.id().equals("S-002"))
                .extracting(CheckResult::outcome)
                .containsExactly(new Outcome.Skipped("not shown by rendered: nothing runs"));
    }

    @Test
    void failsWhenAnObjectIsMissing() {
        var autoscaler = new ObjectId(Kind.AUTOSCALER, "tiny-apps", "front-door");

        assertThat(run(Sample.class, observed.without(autoscaler)))
                .filteredOn(CheckResult::isRed)
                .singleElement()
                .satisfies(result -> assertThat(result.outcome())
                        .asString()
                        .contains(
                                "HorizontalPodAutoscaler tiny-apps/front-door (environment tiny, rendered) does not exist",
                                "ledger-service"));
    }

    @Test
    void isUnknownWhenAKindCouldNotBeRead() {
        assertThat(run(Sample.class, observed.unreadable(Kind.AUTOSCALER, "tiny-apps", "forbidden")))
                .filteredOn(result -> result.id().equals("S-001"))
                .hasSize(2)
                .allSatisfy(result -> {
                    assertThat(result.outcome()).isInstanceOf(Outcome.Unknown.class);
                    assertThat(result.isRed()).isTrue();
                });
    }

    @Test
    void isUnknownWhenTheTargetCannotBeOpened() {
        ObservedSources broken = (target, settings) -> {
            throw new IllegalStateException("no such file");
        };

        assertThat(SuiteRun.of(broken, Sample.class).on(TINY, result -> {}))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.outcome())
                        .isEqualTo(new Outcome.Unknown("rendered:tiny could not be observed: no such file")));
    }

    @Test
    void isRedWhenThereIsNothingToCheckItOn() {
        assertThat(run(WithoutSubjects.class, observed))
                .anySatisfy(result -> assertThat(result.outcome())
                        .isEqualTo(new Outcome.Unknown("environment tiny has nothing to check it on")))
                .allMatch(CheckResult::isRed);
    }

    @Test
    void isRedWhenEveryCheckWasSkipped() {
        assertThat(run(OnlyLive.class, observed))
                .filteredOn(CheckResult::isRed)
                .isNotEmpty()
                .anySatisfy(result -> assertThat(result.outcome()).asString().contains("no check was executed"));
    }

    @Test
    void isNotRedWhenARecommendationIsNotFollowed() {
        List<CheckResult> results = run(Recommendation.class, observed);

        assertThat(results).filteredOn(CheckResult::isRemark).hasSize(1);
        assertThat(results).noneMatch(CheckResult::isRed);
    }

    @Test
    void leavesOutWhatDisturbs() {
        assertThat(run(Disturbing.class, local())).extracting(CheckResult::id).containsExactly("D-000");
    }

    @Test
    void disturbsNothingInARunThatOnlyReads() {
        assertThat(disturbed((target, settings) -> SuiteRunTest::local))
                .isEqualTo(new Outcome.Skipped("it disturbs what runs, and this run only reads"));
    }

    @Test
    void disturbsAThrowAwayCluster() {
        assertThat(disturbed(giving(local()))).isEqualTo(new Outcome.Passed());
    }

    @Test
    void disturbsALiveEnvironmentOnlyIfThatNamesTheCheck() {
        assertThat(disturbed(giving(live(Set.of("D-002")))))
                .isEqualTo(new Outcome.Skipped(
                        "it disturbs what runs, and environment tiny does not name it in safe_disturbances"));
        assertThat(disturbed(giving(live(Set.of("D-001"))))).isEqualTo(new Outcome.Passed());
    }

    @Test
    void everyResultNamesItsEvidence() {
        assertThat(tiers(observed)).containsExactlyInAnyOrder(EvidenceTier.STATIC, EvidenceTier.STATIC);
        assertThat(tiers(local())).containsExactlyInAnyOrder(EvidenceTier.EMULATOR, EvidenceTier.STATIC);
        assertThat(tiers(live(Set.of()))).containsExactlyInAnyOrder(EvidenceTier.LIVE, EvidenceTier.STATIC);
    }

    @Test
    void aTestsNameTellsEvidenceThatItsTargetDoesNot() {
        Check check = Catalogue.of(List.of(ByDocument.class)).checks().get(0);
        Target live = Target.parse("live:tiny").get(0);

        assertThat(nameOf(check, live, live(Set.of()))).isEqualTo("[live tiny platform, static]");
        assertThat(nameOf(check, TINY.get(0), observed)).isEqualTo("[tiny platform]");
    }

    private static String nameOf(Check check, Target target, Observed observed) {
        return new CheckInvocation(
                        check,
                        target,
                        new Tally(result -> {}, line -> {}),
                        Optional.of(observed),
                        Optional.empty(),
                        new Subject("platform", observed),
                        "")
                .getDisplayName(1);
    }

    private static List<EvidenceTier> tiers(Observed observed) {
        return run(ByDocument.class, observed).stream().map(CheckResult::tier).toList();
    }

    @Test
    void opensEachTargetOnceAndClosesIt() {
        List<String> events = new ArrayList<>();
        ObservedSources sources = (target, settings) -> {
            events.add("open " + target);
            return new ObservedSource() {
                @Override
                public Observed observed() {
                    return observed;
                }

                @Override
                public void close() {
                    events.add("close " + target);
                }
            };
        };

        SuiteRun.of(sources, Sample.class).on(Target.parse("rendered:tiny,live:tiny"), result -> {});

        assertThat(events)
                .containsExactlyInAnyOrder(
                        "open rendered:tiny", "open live:tiny", "close rendered:tiny", "close live:tiny");
    }

    @Test
    void launcherAndDirectCallsAgree() {
        Observed broken = observed.without(new ObjectId(Kind.AUTOSCALER, "tiny-apps", "front-door"));

        List<CheckResult> launched =
                SuiteRun.of((target, settings) -> () -> broken).on(TINY, result -> {});

        assertThat(launched)
                .extracting(CheckResult::id, CheckResult::subject, CheckResult::outcome)
                .containsExactlyInAnyOrderElementsOf(DirectRun.of(broken).stream()
                        .map(result -> tuple(result.id(), result.subject(), result.outcome()))
                        .toList());
    }

    private static Observed local() {
        return SmallPlatform.seenOn(Source.LOCAL, SmallPlatform.environment());
    }

    private static Observed live(Set<String> safeDisturbances) {
        return SmallPlatform.seenOn(Source.EKS, SmallPlatform.live(safeDisturbances));
    }

    /** What becomes of the check that disturbs. */
    private static Outcome disturbed(ObservedSources sources) {
        return SuiteRun.of(sources, Disturbing.class).disturbing().on(TINY, result -> {}).stream()
                .filter(result -> result.id().equals("D-001"))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private static ObservedSources giving(Observed observed) {
        RunningPlatform running = (RunningPlatform) Proxy.newProxyInstance(
                SuiteRunTest.class.getClassLoader(),
                new Class<?>[] {RunningPlatform.class},
                (proxy, method, arguments) -> method.getName().equals("observe") ? observed : null);
        return (target, settings) -> new ObservedSource() {
            @Override
            public Observed observed() {
                return observed;
            }

            @Override
            public Optional<RunningPlatform> running() {
                return Optional.of(running);
            }
        };
    }

    private static List<CheckResult> run(Class<?> checks, Observed observed) {
        ObservedSources sources = (Target target, Function<String, Optional<String>> settings) -> () -> observed;
        return SuiteRun.of(sources, checks).on(TINY, result -> {});
    }

    @Conformance("Sample")
    static class Sample {
        @Requirement("S-001")
        @ForEachService
        void autoscalerHasItsBounds(ServiceSettings service, Observed observed) {
            assertThat(observed.autoscalerOf(service)).scalesBetween(service.autoscaling());
        }

        @Requirement(value = "S-002", sources = Source.EKS, otherwise = "nothing runs")
        @ForPlatform
        void cannotBeRendered() {}
    }

    @Conformance("By document")
    static class ByDocument {
        @Requirement(value = "E-001", basis = Basis.DOCUMENT)
        @ForPlatform
        void judgesADocument() {}

        @Requirement("E-002")
        @ForPlatform
        void looksAtWhatIsThere() {}
    }

    @Conformance("Disturbing")
    static class Disturbing {
        @Requirement("D-000")
        @ForPlatform
        void reads() {}

        @Requirement(value = "D-001", disturbing = true)
        @ForPlatform
        void disturbs(RunningPlatform platform) {
            assertThat(platform.observe()).isNotNull();
        }
    }

    @Conformance("Only live")
    static class OnlyLive {
        @Requirement(value = "L-001", sources = Source.EKS)
        @ForPlatform
        void runs() {}
    }

    @Conformance("Without subjects")
    static class WithoutSubjects {
        @Requirement("W-001")
        @ForEachRelease(chart = "no-such-chart")
        void isNeverRun() {}
    }

    @Conformance("Recommendation")
    static class Recommendation {
        @Requirement("R-000")
        @ForPlatform
        void holds() {}

        @Requirement(value = "R-001", level = Level.SHOULD)
        @ForPlatform
        void wouldBeNice() {
            throw new AssertionError("it is not");
        }
    }
}
