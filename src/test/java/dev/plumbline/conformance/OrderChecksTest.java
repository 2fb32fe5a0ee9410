package dev.plumbline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.StepState.Phase;
import dev.plumbline.junit.Catalogue;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.observe.Source;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A deploy that kept its order, and the same with one thing wrong. */
class OrderChecksTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    private final Catalogue order = Catalogue.of(List.of(OrderChecks.class));
    private final Observed platform = SmallPlatform.seenOn(Source.LOCAL, SmallPlatform.environment());

    @Test
    void holdsForADeployInOrder() {
        List<CheckResult> results = after(deploy());

        assertThat(results)
                .filteredOn(result -> !(result.outcome() instanceof Outcome.Skipped))
                .extracting(CheckResult::id)
                .contains("ORD-001", "ORD-002", "ORD-003", "ORD-004", "ORD-005", "ORD-006");
        assertThat(results).filteredOn(CheckResult::isRed).isEmpty();
    }

    @Test
    void isSkippedWithTheReasonWithoutAJournal() {
        assertThat(DirectRun.of(order, platform))
                .isNotEmpty()
                .extracting(CheckResult::outcome)
                .containsOnly(new Outcome.Skipped("no journal of a deploy from this machine to this cluster was kept"));
    }

    @Test
    void findsAStepThatNeverGotReady() {
        assertThat(red(deploy().with(
                                "ledger-service",
                                step -> entry(
                                        step.step(),
                                        Phase.FAILED,
                                        step.started(),
                                        step.sent(),
                                        Optional.empty(),
                                        "no image"))))
                .containsOnlyKeys("ORD-001 platform")
                .hasEntrySatisfying("ORD-001 platform", message -> assertThat(message)
                        .contains(
                                "deploy of 2026-01-01T12:00:00Z (environment tiny, local cluster) did not get ready",
                                "step ledger-service",
                                "expected: ready",
                                "FAILED: no image"));
    }

    @Test
    void findsAStepThatWaitedForOneThatFailed() {
        assertThat(red(deploy().with(
                                "front-door",
                                step -> entry(
                                        step.step(),
                                        Phase.BLOCKED,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "external-secrets failed"))))
                .containsKeys("ORD-001 platform", "ORD-002 front-door", "ORD-003 front", "ORD-005 front")
                .hasEntrySatisfying("ORD-003 front", message -> assertThat(message)
                        .contains("step front-door started", "found:    never"));
    }

    @Test
    void findsADeployWithoutSteps() {
        assertThat(red(new Deploy(Map.of()))).hasEntrySatisfying("ORD-001 platform", message -> assertThat(message)
                .contains("at least one", "found:    nothing"));
    }

    @Test
    void findsAReleaseThatStartedBeforeItsNamespace() {
        assertThat(red(deploy().starting("external-secrets", 0)))
                .containsOnlyKeys("ORD-002 external-secrets")
                .hasEntrySatisfying("ORD-002 external-secrets", message -> assertThat(message)
                        .contains(
                                "step external-secrets started",
                                "expected: after step namespace/secrets-operator was ready (2026-01-01T12:00:02Z)",
                                "found:    2026-01-01T12:00:00Z"));
    }

    @Test
    void findsAServiceThatStartedBeforeInfraConfig() {
        assertThat(red(deploy().readyAt("configmap/infra-config", 99)))
                .containsOnlyKeys("ORD-003 front", "ORD-003 ledger")
                .hasEntrySatisfying("ORD-003 front", message -> assertThat(message)
                        .contains("step front-door started", "after step configmap/infra-config was ready"));
    }

    @Test
    void findsAServiceThatStartedBeforeASystemReleaseWasThere() {
        assertThat(red(deploy().sentAt("cluster-autoscaler", 99)))
                .hasEntrySatisfying("ORD-003 ledger", message -> assertThat(message)
                        .contains("step ledger-service started", "after step cluster-autoscaler was sent"));
    }

    @Test
    void findsAServiceThatStartedBeforeTheStoreOfItsCredentials() {
        assertThat(red(deploy().readyAt("clustersecretstore/tiny-store", 99)))
                .containsOnlyKeys("ORD-004 ledger")
                .hasEntrySatisfying("ORD-004 ledger", message -> assertThat(message)
                        .contains("step ledger-service started", "clustersecretstore/tiny-store was ready"));
    }

    @Test
    void findsAServiceThatStartedBeforeTheWebhookAnswered() {
        assertThat(red(deploy().readyAt("gate/aws-load-balancer-controller/Service", 99)))
                .containsOnlyKeys("ORD-005 front", "ORD-005 ledger")
                .hasEntrySatisfying("ORD-005 front", message -> assertThat(message)
                        .contains("gate/aws-load-balancer-controller/Service was ready"));
    }

    @Test
    void findsAControllerThatCameBeforeTheServicesThatItsWebhookRefuses() {
        assertThat(red(deploy().starting("aws-load-balancer-controller", 3)))
                .containsOnlyKeys("ORD-006 aws-load-balancer-controller")
                .hasEntrySatisfying("ORD-006 aws-load-balancer-controller", message -> assertThat(message)
                        .contains("step aws-load-balancer-controller started", "after step metrics-server was sent"));
    }

    @Test
    void findsAStepThatTheDeployDidNotHave() {
        assertThat(red(deploy().without("ledger-service")))
                .containsKeys("ORD-002 ledger-service", "ORD-003 ledger")
                .hasEntrySatisfying("ORD-003 ledger", message -> assertThat(message)
                        .contains("(environment tiny, local cluster) has no step ledger-service: it has [")
                        .contains("front-door"));
    }

    /** What is red, by id and subject. */
    private Map<String, String> red(Deploy deploy) {
        Map<String, String> messages = new LinkedHashMap<>();
        after(deploy).stream()
                .filter(CheckResult::isRed)
                .forEach(result -> messages.put(
                        result.id() + " " + result.subject(), ((Outcome.Failed) result.outcome()).message()));
        return messages;
    }

    private List<CheckResult> after(Deploy deploy) {
        return DirectRun.of(order, platform.knowing(platform.evidence().with(deploy.journal())));
    }

    /** One that kept the order. */
    private static Deploy deploy() {
        Map<String, JournalEntry> steps = new LinkedHashMap<>();
        step(steps, "namespace/tiny-apps", 0, 1, 1);
        step(steps, "namespace/secrets-operator", 0, 1, 2);
        step(steps, "configmap/infra-config", 2, 3, 3);
        step(steps, "metrics-server", 3, 5, 20);
        step(steps, "external-secrets", 3, 5, 15);
        step(steps, "cluster-autoscaler", 3, 5, 12);
        step(steps, "aws-load-balancer-controller", 5, 7, 12);
        step(steps, "gate/aws-load-balancer-controller/Service", 12, 12, 13);
        step(steps, "clustersecretstore/tiny-store", 15, 16, 17);
        step(steps, "front-door", 13, 15, 25);
        step(steps, "ledger-service", 17, 18, 30);
        return new Deploy(steps);
    }

    private static void step(Map<String, JournalEntry> steps, String id, int started, int sent, int ready) {
        steps.put(id, entry(id, Phase.READY, at(started), at(sent), at(ready), ""));
    }

    private static JournalEntry entry(
            String id,
            Phase phase,
            Optional<Instant> started,
            Optional<Instant> sent,
            Optional<Instant> ready,
            String detail) {
        return new JournalEntry(id, "create", phase, started, sent, ready, detail);
    }

    private static Optional<Instant> at(int second) {
        return Optional.of(BEGIN.plusSeconds(second));
    }

    private record Deploy(Map<String, JournalEntry> steps) {
        Journal journal() {
            return new Journal("tiny", "uid", BEGIN, Duration.ofSeconds(30), List.copyOf(steps.values()));
        }

        Deploy with(String id, UnaryOperator<JournalEntry> change) {
            Map<String, JournalEntry> copy = new LinkedHashMap<>(steps);
            copy.computeIfPresent(id, (key, step) -> change.apply(step));
            assertThat(copy).as("there is such a step").containsKey(id);
            return new Deploy(copy);
        }

        Deploy without(String id) {
            Map<String, JournalEntry> copy = new LinkedHashMap<>(steps);
            assertThat(copy.remove(id)).isNotNull();
            return new Deploy(copy);
        }

        Deploy starting(String id, int second) {
            return with(id, step -> entry(id, step.outcome(), at(second), step.sent(), step.ready(), ""));
        }

        Deploy sentAt(String id, int second) {
            return with(id, step -> entry(id, step.outcome(), step.started(), at(second), step.ready(), ""));
        }

        Deploy readyAt(String id, int second) {
            return with(id, step -> entry(id, step.outcome(), step.started(), step.sent(), at(second), ""));
        }
    }
}
