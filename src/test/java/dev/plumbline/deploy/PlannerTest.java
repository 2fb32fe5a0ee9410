package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.PretendedCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan makes of an API server that does not answer at once. */
class PlannerTest {
    private static final String NAMESPACE = "/api/v1/namespaces/" + HandMade.NAMESPACE;

    @TempDir
    Path folder;

    private final PretendedCluster server = new PretendedCluster();
    private Cluster cluster;

    @BeforeEach
    void connect() {
        cluster = server.connect(folder);
    }

    @AfterEach
    void close() {
        cluster.close();
        server.close();
    }

    @Test
    void whatPassesByItselfCostsNoSecondStart() {
        server.refusingOnce("GET", NAMESPACE, 503, "etcd is away");

        Plan plan = plan();

        assertThat(plan.steps())
                .isNotEmpty()
                .allMatch(step -> step.change() instanceof Change.Create || step.step() instanceof Step.Gate);
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void whatIsRefusedIsAskedOnce() {
        server.refusing("GET", NAMESPACE, 403, "namespaces is forbidden");

        assertThatThrownBy(this::plan)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("namespaces is forbidden");

        assertThat(server.requests())
                .filteredOn(request -> request.path().equals(NAMESPACE))
                .hasSize(1);
    }

    @Test
    void whatIsKnownToStayAsItIsIsNotAskedFor() {
        Map<String, Object> live = Map.of("metadata", Map.of("resourceVersion", "7", "labels", Map.of("team", "b")));

        Plan plan = plan(object -> Optional.of(live));

        assertThat(server.requests()).isEmpty();
        assertThat(plan.steps())
                .filteredOn(step -> step.step() instanceof Step.Apply)
                .isNotEmpty()
                .allSatisfy(step -> {
                    assertThat(step.change()).isInstanceOf(Change.Unchanged.class);
                    assertThat(step.basis())
                            .isEqualTo(ContentDigest.of(Map.of("metadata", Map.of("labels", Map.of("team", "b")))));
                });
    }

    private Plan plan() {
        return plan(object -> Optional.empty());
    }

    private Plan plan(Function<HasMetadata, Optional<Map<String, Object>>> settled) {
        return new Planner(cluster).plan(HandMade.platform(), Map.of(), settled);
    }
}
