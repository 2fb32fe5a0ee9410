package dev.plumbline.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.junit.DirectRun;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveObservationTest {
    private static final ChartVersion CHART = new ChartVersion("llm-judge-service", "0.1.0");

    @Test
    void seesWhatTheClusterHas() throws IOException {
        try (RecordedApiServer server = new RecordedApiServer(objects());
                Cluster cluster = server.cluster()) {
            Observed observed = observe(cluster);

            assertThat(observed.source()).isEqualTo(Source.LOCAL);
            assertThat(observed.namespace().id().name()).isEqualTo("tiny-apps");
            assertThat(observed.infraConfig().entries()).containsEntry("NAMESPACE", "tiny-apps");
            assertThat(observed.secretStore().id().name()).isEqualTo("tiny-store");
            assertThat(observed.externalSecret().id().name()).isEqualTo("db-login");
            assertThat(observed.declared().services()).allSatisfy(service -> assertThat(
                            observed.autoscalerOf(service).id().name())
                    .isEqualTo(service.name()));
        }
    }

    @Test
    void asksOnceForEachKindAndNamespaceAndOnlyReads() throws IOException {
        try (RecordedApiServer server = new RecordedApiServer(objects());
                Cluster cluster = server.cluster()) {
            Observed observed = observe(cluster);
            List<String> asked = server.requests();
            DirectRun.of(observed);

            assertThat(asked).hasSizeBetween(20, 60).doesNotHaveDuplicates().allMatch(it -> it.startsWith("GET "));
            assertThat(server.requests()).as("checks ask for nothing").isEqualTo(asked);
        }
    }

    @Test
    void whatMayNotBeReadIsUnknownAndNeverAbsent() throws IOException {
        try (RecordedApiServer server = new RecordedApiServer(objects()).forbid("horizontalpodautoscalers");
                Cluster cluster = server.cluster()) {
            Observed observed = observe(cluster);

            assertThatThrownBy(() ->
                            observed.autoscalerOf(observed.declared().services().get(0)))
                    .isInstanceOf(UnknownState.class)
                    .hasMessageContainingAll(
                            "HorizontalPodAutoscaler in namespace tiny-apps", "the cluster forbids it", "reader");
            assertThat(DirectRun.of(observed))
                    .filteredOn(result -> result.id().startsWith("HPA-00"))
                    .filteredOn(result -> !(result.outcome() instanceof Outcome.Skipped))
                    .filteredOn(result -> !result.id().equals("HPA-004"))
                    .isNotEmpty()
                    .allMatch(CheckResult::isRed);
        }
    }

    @Test
    void anApiThatIsNotServedHasNoObjects() throws IOException {
        try (RecordedApiServer server = new RecordedApiServer(objects()).doNotServe("externalsecrets");
                Cluster cluster = server.cluster()) {
            Observed observed = observe(cluster);

            assertThatThrownBy(observed::externalSecret)
                    .isInstanceOf(MissingObject.class)
                    .hasMessageContaining("ExternalSecret tiny-apps/db-login (environment tiny, local cluster)");
        }
    }

    @Test
    void aKindThatWasNotAskedForIsUnknown() throws IOException {
        try (RecordedApiServer server = new RecordedApiServer(objects());
                Cluster cluster = server.cluster()) {
            Observed observed = observe(cluster);

            assertThatThrownBy(() -> observed.definitionsOf("external-secrets.io"))
                    .isInstanceOf(UnknownState.class)
                    .hasMessageContaining("it was not asked for");
        }
    }

    @Test
    void noSecretValueIsKept() throws IOException {
        try (RecordedApiServer server = new RecordedApiServer(objects());
                Cluster cluster = server.cluster()) {
            Observed observed = observe(cluster);

            assertThat(observed.secret("db-login").keys().get("password").size())
                    .isEqualTo(7);
            assertThat(observed.objects().toString()).doesNotContain("aHVudGVyMg", "hunter2");
        }
    }

    private static Observed observe(Cluster cluster) {
        return LiveObservation.of(
                cluster,
                SmallPlatform.environment(),
                CHART,
                LiveObservation.Extent.readingOnly(new AskedAccount.NotAsked("nobody was asked")));
    }

    private static List<HasMetadata> objects() {
        List<HasMetadata> objects =
                new ArrayList<>(SmallPlatform.renderedPlatform().objects());
        objects.add(new SecretBuilder()
                .withNewMetadata()
                .withName("db-login")
                .withNamespace("tiny-apps")
                .withAnnotations(Map.of("kubectl.kubernetes.io/last-applied-configuration", "hunter2"))
                .endMetadata()
                .withData(Map.of("username", "dXNlcg==", "password", "aHVudGVyMg=="))
                .build());
        return objects;
    }
}
