package dev.plumbline.assertions;

import dev.plumbline.observe.Labels;
import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.SeenAccount;
import dev.plumbline.observe.SeenPod;
import dev.plumbline.observe.SeenWorkload;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /** Its pods run as one of these service accounts, or as that of the namespace if it names none. */
    public WorkloadAssert runsAsOneOf(Collection<SeenAccount> accounts) {
        String name = actual.template().getSpec().getServiceAccountName();
        return conclude(
                "cannot make its pods",
                findings()
                        .isTrue(
                                name == null
                                        || accounts.stream()
                                                .anyMatch(account ->
                                                        account.id().name().equals(name)),
                                "spec.template.spec.serviceAccountName",
                                "an account of its namespace, one of "
                                        + accounts.stream()
                                                .map(account -> account.id().name())
                                                .sorted()
                                                .toList(),
                                name + ": there is no ServiceAccount "
                                        + actual.id().namespace() + "/" + name));
    }

    /**
     * It alone runs as its service account: whoever shares it may do in AWS whatever it may.
     *
     * @param running workloads of its namespace that run as that account, itself among them
     */
    public WorkloadAssert sharesItsAccountWithNone(Collection<ObjectId> running) {
        return conclude(
                "shares its service account",
                findings()
                        .isTrue(
                                running.size() == 1,
                                "spec.template.spec.serviceAccountName",
                                "an account of its own",
                                actual.template().getSpec().getServiceAccountName() + ", as which run " + running));
    }

    /** It does not run as the account that every namespace has, which may do nothing. */
    public WorkloadAssert runsAsItsOwnAccount() {
        String name = actual.template().getSpec().getServiceAccountName();
        return conclude(
                "runs as nobody in particular",
                findings()
                        .isTrue(
                                name != null && !name.isEmpty() && !name.equals("default"),
                                "spec.template.spec.serviceAccountName",
                                "an account of its own",
                                name));
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

    /** Its selector matches the pods that it makes. */
    public WorkloadAssert selectsItsOwnPods() {
        return conclude(
                "does not select its own pods",
                findings()
                        .isTrue(
                                Labels.match(actual.selector().getMatchLabels(), actual.podLabels()),
                                "spec.selector.matchLabels",
                                "labels of spec.template.metadata.labels, " + actual.podLabels(),
                                actual.selector().getMatchLabels()));
    }

    /** Its selector leaves out the pods of that workload: two that select each other's pods remove them. */
    public WorkloadAssert selectsNot(SeenWorkload other) {
        return conclude(
                "selects pods that are not its own",
                findings()
                        .isTrue(
                                !Labels.match(actual.selector().getMatchLabels(), other.podLabels()),
                                "spec.selector.matchLabels",
                                "a selector that leaves out the pods of " + other.id()
                                        + ", spec.template.metadata.labels " + other.podLabels(),
                                actual.selector().getMatchLabels()));
    }

    /** Every replica that its controller counts is one of these pods. */
    public WorkloadAssert countsAllOf(Collection<SeenPod> pods) {
        int counted = actual.pods().orElse(0);
        return conclude(
                "counts other pods than there are",
                findings()
                        .isTrue(
                                counted == pods.size(),
                                "status.replicas",
                                "%d, since spec.selector.matchLabels finds %s"
                                        .formatted(
                                                pods.size(),
                                                pods.stream()
                                                        .map(SeenPod::toString)
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))),
                                counted));
    }

    /** Its pods are spread over these domains of nodes, weighed against each other. */
    public WorkloadAssert spreadsItsPodsOver(Collection<String> domains) {
        Findings findings = findings();
        String path = "spec.template.spec.topologySpreadConstraints";
        var constraints = Optional.ofNullable(actual.template().getSpec().getTopologySpreadConstraints())
                .orElse(List.of());
        for (String domain : domains) {
            findings.isTrue(
                    constraints.stream().anyMatch(constraint -> domain.equals(constraint.getTopologyKey())),
                    path,
                    "one over " + domain,
                    constraints.stream()
                            .map(constraint -> constraint.getTopologyKey())
                            .toList());
        }
        for (int i = 0; i < constraints.size(); i++) {
            var selector = constraints.get(i).getLabelSelector();
            findings.isTrue(
                    selector != null && Labels.match(selector.getMatchLabels(), actual.podLabels()),
                    path + "[" + i + "].labelSelector.matchLabels",
                    "labels of spec.template.metadata.labels, " + actual.podLabels(),
                    selector == null ? null : selector.getMatchLabels());
        }
        return conclude("does not spread its pods", findings);
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
        var spec = actual.template().getSpec();
        var context = Optional.ofNullable(spec.getSecurityContext());
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
                                        .orElse(null))
                        .isTrue(
                                context.map(found -> found.getRunAsUser())
                                        .filter(user -> user == 0)
                                        .isEmpty(),
                                path + ".runAsUser",
                                "not 0",
                                0)
                        .isTrue(
                                !Boolean.TRUE.equals(spec.getHostNetwork()),
                                "spec.template.spec.hostNetwork",
                                "a network of its own",
                                spec.getHostNetwork())
                        .isTrue(
                                !Boolean.TRUE.equals(spec.getHostPID()),
                                "spec.template.spec.hostPID",
                                "processes of its own",
                                spec.getHostPID())
                        .isTrue(
                                !Boolean.TRUE.equals(spec.getHostIPC()),
                                "spec.template.spec.hostIPC",
                                "memory of its own",
                                spec.getHostIPC())
                        .isTrue(
                                spec.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null),
                                "spec.template.spec.volumes",
                                "no hostPath",
                                "a hostPath"));
    }

    /**
     * Exactly this many replicas are ready and available, of the newest generation, and no others are there.
     *
     * @param wantedBy who wants as many, for the message
     */
    public WorkloadAssert hasReady(int replicas, String wantedBy) {
        Findings findings = findings();
        String expected = replicas + " (" + wantedBy + ")";
        if (!(actual.object() instanceof Deployment deployment)) {
            var status = Optional.ofNullable(((StatefulSet) actual.object()).getStatus());
            count(findings, "readyReplicas", replicas, expected, status.map(found -> found.getReadyReplicas()));
            return conclude("is not ready", findings);
        }
        var status = Optional.ofNullable(deployment.getStatus());
        long generation =
                Optional.ofNullable(deployment.getMetadata().getGeneration()).orElse(0L);
        Long observed = status.map(found -> found.getObservedGeneration()).orElse(null);
        findings.isTrue(
                observed != null && observed >= generation,
                "status.observedGeneration",
                "at least " + generation,
                observed);
        count(findings, "replicas", replicas, expected, status.map(found -> found.getReplicas()));
        count(findings, "readyReplicas", replicas, expected, status.map(found -> found.getReadyReplicas()));
        count(findings, "updatedReplicas", replicas, expected, status.map(found -> found.getUpdatedReplicas()));
        count(findings, "availableReplicas", replicas, expected, status.map(found -> found.getAvailableReplicas()));
        for (String type : List.of("Available", "Progressing")) {
            String found = condition(deployment, type);
            findings.isTrue("True".equals(found), "status.conditions[" + type + "]", "True", found);
        }
        return conclude("is not ready", findings);
    }

    private static void count(Findings findings, String field, int replicas, String expected, Optional<Integer> found) {
        findings.isTrue(
                found.filter(number -> number == replicas).isPresent(),
                "status." + field,
                expected,
                found.orElse(null));
    }

    private static String condition(Deployment deployment, String type) {
        return Optional.ofNullable(deployment.getStatus())
                .map(status -> status.getConditions())
                .orElse(List.of())
                .stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .map(condition -> condition.getStatus())
                .orElse(null);
    }
}
