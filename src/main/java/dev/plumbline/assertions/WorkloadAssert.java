package dev.plumbline.assertions;

import dev.plumbline.observe.SeenWorkload;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What can be said of a Deployment or StatefulSet. */
public final class WorkloadAssert extends SeenAssert<WorkloadAssert, SeenWorkload> {
    WorkloadAssert(SeenWorkload actual) {
        super(actual, WorkloadAssert.class);
    }

    /** It names no number of replicas, so that a deployment never takes back what the autoscaler decided. */
    public WorkloadAssert leavesReplicasToItsAutoscaler() {
        return conclude(
                "sets a number of replicas although an autoscaler rules",
                findings().equal("spec.replicas", null, actual.replicas().orElse(null)));
    }

    public WorkloadAssert hasReplicas(int replicas) {
        return conclude(
                "does not have the declared replicas",
                findings().equal("spec.replicas", replicas, actual.replicas().orElse(null)));
    }

    /** Its pods run as that service account. */
    public WorkloadAssert runsAs(String account) {
        return conclude(
                "runs as another service account",
                findings()
                        .equal(
                                "spec.template.spec.serviceAccountName",
                                account,
                                actual.template().getSpec().getServiceAccountName()));
    }

    /** Its pods carry that annotation. */
    public WorkloadAssert annotatesItsPods(String key, String value) {
        return conclude(
                "annotates its pods otherwise",
                findings()
                        .equal(
                                "spec.template.metadata.annotations." + key,
                                value,
                                actual.podAnnotations().get(key)));
    }

    /** No variables of other Services of the namespace slip into its pods. */
    public WorkloadAssert hidesServiceLinks() {
        return conclude(
                "lets variables of other Services in",
                findings()
                        .equal(
                                "spec.template.spec.enableServiceLinks",
                                false,
                                actual.template().getSpec().getEnableServiceLinks()));
    }

    /** None of these keys is part of its selector, which can never change. */
    public WorkloadAssert selectsWithout(Collection<String> keys) {
        var selected = new TreeSet<>(Optional.ofNullable(actual.selector().getMatchLabels())
                .orElse(Map.of())
                .keySet());
        selected.retainAll(keys);
        return conclude(
                "selects its pods by a tag",
                findings().isTrue(selected.isEmpty(), "spec.selector.matchLabels", "none of the tags", selected));
    }

    /** Its pods carry these labels. */
    public WorkloadAssert tagsItsPods(Map<String, String> tags) {
        Findings findings = findings();
        tags.forEach((key, value) -> findings.equal(
                "spec.template.metadata.labels." + key,
                value,
                actual.podLabels().get(key),
                key));
        return conclude("does not tag its pods", findings);
    }

    /** What the restricted Pod Security Standard asks of a pod. */
    public WorkloadAssert isRestricted() {
        var context = Optional.ofNullable(actual.template().getSpec().getSecurityContext());
        String path = "spec.template.spec.securityContext";
        return conclude(
                "is not restricted",
                findings()
                        .equal(
                                path + ".runAsNonRoot",
                                true,
                                context.map(found -> found.getRunAsNonRoot()).orElse(null))
                        .equal(
                                path + ".seccompProfile.type",
                                "RuntimeDefault",
                                context.map(found -> found.getSeccompProfile())
                                        .map(found -> found.getType())
                                        .orElse(null)));
    }

    /** Exactly this many replicas are ready and available, of the newest generation. */
    public WorkloadAssert hasReady(int replicas) {
        if (!(actual.object() instanceof Deployment deployment)) {
            var status = ((io.fabric8.kubernetes.api.model.apps.StatefulSet) actual.object()).getStatus();
            return conclude(
                    "is not ready",
                    findings()
                            .equal(
                                    "status.readyReplicas",
                                    replicas,
                                    status == null ? null : status.getReadyReplicas()));
        }
        var status = Optional.ofNullable(deployment.getStatus());
        long generation =
                Optional.ofNullable(deployment.getMetadata().getGeneration()).orElse(0L);
        Long observed = status.map(found -> found.getObservedGeneration()).orElse(null);
        return conclude(
                "is not ready",
                findings()
                        .isTrue(
                                observed != null && observed >= generation,
                                "status.observedGeneration",
                                "at least " + generation,
                                observed)
                        .equal(
                                "status.readyReplicas",
                                replicas,
                                status.map(found -> found.getReadyReplicas()).orElse(null))
                        .equal(
                                "status.updatedReplicas",
                                replicas,
                                status.map(found -> found.getUpdatedReplicas()).orElse(null))
                        .equal(
                                "status.availableReplicas",
                                replicas,
                                status.map(found -> found.getAvailableReplicas())
                                        .orElse(null)));
    }
}
