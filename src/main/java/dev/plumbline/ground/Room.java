package dev.plumbline.ground;

import dev.plumbline.preflight.Finding;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the nodes have room for the platform beside what runs there already.
 *
 * @param demands of the platform
 * @param nodes all of the cluster
 * @param pods all of the cluster
 */
record Room(List<Demand> demands, List<Node> nodes, List<Pod> pods) {
    private static final String SUBJECT = "capacity";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
    private static final Set<String> KEEPING_OUT = Set.of("NoSchedule", "NoExecute");

    List<Finding> findings() {
        Amount needed = demands.stream().map(Demand::atMost).reduce(Amount.NOTHING, Amount::plus);
        Amount free = open().stream().map(this::freeOn).reduce(Amount.NOTHING, Amount::plus);
        String counted = "the platform asks for %s while everything rolls, %d nodes have %s beside what others run"
                .formatted(needed, open().size(), free);
        List<String> missing = needed.missingFrom(free);
        if (!missing.isEmpty()) {
            return List.of(tooLittle(counted, "too little " + String.join(" and ", missing)));
        }
        Optional<Demand> homeless = demands.stream()
                .filter(demand ->
                        open().stream().noneMatch(node -> demand.each().fitsInto(freeOn(node))))
                .max(Comparator.comparing(demand -> demand.each().memory()));
        return List.of(homeless.map(demand -> tooLittle(
                        counted,
                        "no single node has room for a pod of %s (%s)".formatted(demand.name(), demand.each())))
                .orElseGet(() -> Finding.right(SUBJECT, counted)));
    }

    private Finding tooLittle(String counted, String why) {
        String fix = "add nodes, or lower resources or autoscaling.*.min_replicas";
        return hasAutoscaler()
                ? Finding.remark(
                        SUBJECT, counted + ": " + why, "the cluster autoscaler must add nodes; may its groups grow?")
                : Finding.wrong(SUBJECT, counted + ": " + why, fix);
    }

    private boolean hasAutoscaler() {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && pod.getMetadata()
                                .getLabels()
                                .getOrDefault("app.kubernetes.io/name", "")
                                .endsWith("cluster-autoscaler"))
                .anyMatch(pod -> "Running".equals(pod.getStatus().getPhase()));
    }

    /** Those that take pods of anybody: what tolerates more is the nodes' own. */
    private List<Node> open() {
        return nodes.stream()
                .filter(node -> !Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .filter(node -> node.getSpec().getTaints().stream()
                        .map(Taint::getEffect)
                        .noneMatch(KEEPING_OUT::contains))
                .toList();
    }

    private Amount freeOn(Node node) {
        Amount others = pods.stream()
                .filter(pod -> node.getMetadata().getName().equals(pod.getSpec().getNodeName()))
                .filter(pod -> !ENDED.contains(String.valueOf(pod.getStatus().getPhase())))
                .filter(pod -> demands.stream().noneMatch(demand -> demand.owns(pod)))
                .map(pod -> Amount.of(pod.getSpec()))
                .reduce(Amount.NOTHING, Amount::plus);
        return Amount.of(node.getStatus().getAllocatable()).minus(others);
    }
}
