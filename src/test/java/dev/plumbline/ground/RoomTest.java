package dev.plumbline.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.preflight.Finding;
import dev.plumbline.preflight.Finding.Verdict;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two services of two pods of half a core each, one more while they roll, on nodes of two cores. */
class RoomTest {
    private static final Map<String, String> OURS = Map.of("app", "gateway");

    @Test
    void theWholeOfThePlatformAndItsSurgeMustFit() {
        assertThat(finding(demands(2), List.of(node("a", "3")), List.of()).verdict())
                .isEqualTo(Verdict.RIGHT);
        assertThat(finding(demands(2), List.of(node("a", "2900m")), List.of())).satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(finding.found()).contains("3.00 CPU", "1 nodes have 2.90 CPU", "too little cpu");
            assertThat(finding.fix()).contains("add nodes", "resources");
        });
    }

    @Test
    void whatOthersRunIsNotFree() {
        List<Node> nodes = List.of(node("a", "3"));

        assertThat(finding(demands(2), nodes, List.of(pod("other", Map.of(), "Running")))
                        .verdict())
                .isEqualTo(Verdict.WRONG);
        assertThat(finding(demands(2), nodes, List.of(pod("done", Map.of(), "Succeeded")))
                        .verdict())
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void whatWeRunAlreadyIsCountedOnce() {
        assertThat(finding(demands(2), List.of(node("a", "3")), List.of(pod("gateway", OURS, "Running")))
                        .verdict())
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aNodeThatTakesNothingHasNoRoom() {
        Node cordoned = new NodeBuilder(node("b", "8"))
                .editSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        Node tainted = new NodeBuilder(node("c", "8"))
                .editSpec()
                .addNewTaint()
                .withKey("gpu")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .build();

        assertThat(finding(demands(2), List.of(node("a", "1"), cordoned, tainted), List.of())
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void manySmallNodesAreNoPlaceForOneLargePod() {
        Demand large = new Demand("Deployment/large", "llm-judge", OURS, Amount.of(spec("1500m")), 1, 0);

        Finding finding = finding(List.of(large), List.of(node("a", "1"), node("b", "1")), List.of());

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.found()).contains("no single node has room for a pod of Deployment/large");
    }

    @Test
    void whereAnAutoscalerRunsItIsAskedToAddNodes() {
        Pod autoscaler = pod("ca", Map.of("app.kubernetes.io/name", "aws-cluster-autoscaler"), "Running");

        Finding finding = finding(demands(2), List.of(node("a", "1")), List.of(autoscaler));

        assertThat(finding.verdict()).isEqualTo(Verdict.REMARK);
        assertThat(finding.fix()).contains("autoscaler must add nodes");
    }

    private static Finding finding(List<Demand> demands, List<Node> nodes, List<Pod> pods) {
        List<Finding> findings = new Room(demands, nodes, pods).findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<Demand> demands(int services) {
        Demand service = new Demand("Deployment/gateway", "llm-judge", OURS, Amount.of(spec("500m")), 2, 1);
        return java.util.Collections.nCopies(services, service);
    }

    private static PodSpec spec(String cpu) {
        return new PodSpecBuilder()
                .addNewContainer()
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity("64Mi"))
                .endResources()
                .endContainer()
                .build();
    }

    private static Pod pod(String name, Map<String, String> labels, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("llm-judge")
                .withLabels(labels)
                .endMetadata()
                .withSpec(new PodSpecBuilder(spec("500m")).withNodeName("a").build())
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    private static Node node(String name, String cpu) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity(cpu))
                .addToAllocatable("memory", new Quantity("8Gi"))
                .addToAllocatable("pods", new Quantity("20"))
                .endStatus()
                .build();
    }
}
