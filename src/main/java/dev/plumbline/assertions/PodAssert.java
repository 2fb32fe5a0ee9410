package dev.plumbline.assertions;

import dev.plumbline.observe.SeenObject;
import dev.plumbline.observe.SeenPod;
import dev.plumbline.observe.SeenWorkload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What can be said of a pod. */
public final class PodAssert extends SeenAssert<PodAssert, SeenPod> {
    PodAssert(SeenPod actual) {
        super(actual, PodAssert.class);
    }

    /** The kubelet says that it serves; if not, the message has each container's state. */
    public PodAssert isReady() {
        var status = Optional.ofNullable(actual.object().getStatus());
        Optional<PodCondition> ready = status.map(found -> found.getConditions()).orElse(List.of()).stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
        String found = "phase %s, Ready %s, containers %s"
                .formatted(
                        status.map(value -> value.getPhase()).orElse(Findings.NOTHING),
                        ready.map(condition -> condition.getStatus()).orElse(Findings.NOTHING),
                        status.map(value -> value.getContainerStatuses()).orElse(List.of()).stream()
                                .map(PodAssert::state)
                                .toList());
        return conclude("is not ready", findings().isTrue(actual.isReady(), "status.conditions[Ready]", "True", found));
    }

    /** No container of it was started a second time. */
    public PodAssert neverRestarted() {
        Findings findings = findings();
        Optional.ofNullable(actual.object().getStatus())
                .map(found -> found.getContainerStatuses())
                .orElse(List.of())
                .forEach(container -> findings.equal(
                        "status.containerStatuses[" + container.getName() + "].restartCount",
                        0,
                        container.getRestartCount()));
        return conclude("was restarted", findings);
    }

    /** Every container of it that runs started at that moment or later: what it read when it started is what is there now. */
    public PodAssert startedSince(Instant moment) {
        Findings findings = findings();
        Optional.ofNullable(actual.object().getStatus())
                .map(found -> found.getContainerStatuses())
                .orElse(List.of())
                .stream()
                .filter(container ->
                        container.getState() != null && container.getState().getRunning() != null)
                .forEach(container -> {
                    String started = container.getState().getRunning().getStartedAt();
                    findings.isTrue(
                            !Instant.parse(started).isBefore(moment),
                            "status.containerStatuses[" + container.getName() + "].state.running.startedAt",
                            "at " + moment + " or later",
                            started);
                });
        return conclude("runs with what was there before", findings);
    }

    /** EKS gave each container of it what makes it that role, and nothing is there that would make it somebody else. */
    public PodAssert canAssume(String roleArn, String region) {
        return conclude(
                "cannot be its role, or is another", new InjectedRole(actual).compare(roleArn, region, findings()));
    }

    /** EKS gave each container of it what it needs to ask the Pod Identity agent, and nothing that an SDK would try before. */
    public PodAssert canAskPodIdentity() {
        Findings findings = findings();
        actual.containers().forEach(seen -> {
            Map<String, String> variables = variables(seen.container());
            String path = seen.path() + ".env.";
            findings.equal(path + "AWS_ROLE_ARN", null, variables.get("AWS_ROLE_ARN"));
            new TreeSet<>(InjectedRole.BEFORE_THE_TOKEN)
                    .forEach(name -> findings.isTrue(
                            !variables.containsKey(name),
                            path + name,
                            "nothing: it would be taken before the agent is asked",
                            "a value, or where one is"));
            findings.isTrue(
                    variables.get("AWS_CONTAINER_CREDENTIALS_FULL_URI") != null,
                    path + "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    "the agent's address",
                    Findings.NOTHING);
            findings.isTrue(
                    variables.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") != null,
                    path + "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                    "a token's file",
                    Findings.NOTHING);
        });
        findings.isTrue(
                hasToken("pods.eks.amazonaws.com"),
                "spec.volumes",
                "a projected token for pods.eks.amazonaws.com",
                Findings.NOTHING);
        return conclude("cannot ask Pod Identity for its role", findings);
    }

    private static Map<String, String> variables(Container container) {
        Map<String, String> variables = new HashMap<>();
        Optional.ofNullable(container.getEnv())
                .orElse(List.of())
                .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
        return variables;
    }

    private boolean hasToken(String audience) {
        return Optional.ofNullable(actual.object().getSpec().getVolumes()).orElse(List.of()).stream()
                .filter(volume -> volume.getProjected() != null)
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .anyMatch(source -> source.getServiceAccountToken() != null
                        && audience.equals(source.getServiceAccountToken().getAudience()));
    }

    /** It was made by that ReplicaSet. */
    public PodAssert belongsTo(SeenObject replicaSet) {
        var owner = actual.object().getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst();
        return conclude(
                "is not of the current revision",
                findings()
                        .equal(
                                "metadata.ownerReferences (controller)",
                                replicaSet.id() + " "
                                        + replicaSet.object().getMetadata().getUid(),
                                owner.map(found -> "%s %s/%s %s"
                                                .formatted(
                                                        found.getKind(),
                                                        actual.id().namespace(),
                                                        found.getName(),
                                                        found.getUid()))
                                        .orElse(null)));
    }

    /** Its containers run what the template of that workload says now. */
    public PodAssert runsTheImagesOf(SeenWorkload workload) {
        Findings findings = findings();
        Map<String, String> found = new HashMap<>();
        actual.object().getSpec().getContainers().forEach(one -> found.put(one.getName(), one.getImage()));
        workload.template()
                .getSpec()
                .getContainers()
                .forEach(container -> findings.equal(
                        "spec.containers[" + container.getName() + "].image",
                        container.getImage(),
                        found.get(container.getName())));
        return conclude("runs something else than " + workload.id() + " says", findings);
    }

    private static String state(ContainerStatus container) {
        var state = container.getState();
        String text = "running";
        if (state != null && state.getWaiting() != null) {
            text = state.getWaiting().getReason() + ": " + state.getWaiting().getMessage();
        } else if (state != null && state.getTerminated() != null) {
            text = state.getTerminated().getReason() + ", exit code "
                    + state.getTerminated().getExitCode();
        }
        return container.getName() + " " + text + ", " + container.getRestartCount() + " restarts";
    }
}
