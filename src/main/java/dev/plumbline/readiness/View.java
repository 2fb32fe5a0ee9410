package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a rule may look at: an object and what stands around it, at one moment. Implementations answer from a cache or from the
 * API server; a kind or a permission that is missing shows as "nothing there", never as an exception, except from {@link #find}.
 */
public interface View {

    /**
     * One object.
     *
     * @param type class of its kind; {@link GenericKubernetesResource} for kinds without one
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it cannot be read; "not found" is empty instead
     */
    <T extends HasMetadata> Optional<T> find(ObjectRef ref, Class<T> type);

    /**
     * All objects of a kind in a namespace.
     *
     * @param type class of a kind that has one of its own
     */
    <T extends HasMetadata> List<T> all(Class<T> type, String namespace);

    /** All ExternalSecrets of a namespace. */
    List<GenericKubernetesResource> externalSecrets(String namespace);

    /** Warning events of a namespace; those of objects without one are in {@code default}. */
    List<Event> warnings(String namespace);

    /** The keys of a Secret; empty = there is no such Secret. */
    Optional<SecretKeys> secret(String namespace, String name);

    /**
     * For how long a state has been seen; the first question starts the clock. Graces are counted this way, since the clocks of
     * cluster and harness differ.
     *
     * @param state names the object (by uid) and what is seen of it
     */
    Duration seenFor(String state);

    /** Pods whose controller is this object. */
    default List<Pod> podsOf(HasMetadata owner) {
        return all(Pod.class, owner.getMetadata().getNamespace()).stream()
                .filter(pod -> Owners.controls(owner, pod))
                .toList();
    }

    /** ReplicaSets whose controller is this object. */
    default List<ReplicaSet> replicaSetsOf(HasMetadata owner) {
        return all(ReplicaSet.class, owner.getMetadata().getNamespace()).stream()
                .filter(each -> Owners.controls(owner, each))
                .toList();
    }

    /** The autoscaler that rules the replicas of this object. */
    default Optional<HorizontalPodAutoscaler> autoscalerOf(HasMetadata target) {
        return all(HorizontalPodAutoscaler.class, target.getMetadata().getNamespace()).stream()
                .filter(each -> each.getSpec() != null && each.getSpec().getScaleTargetRef() != null)
                .filter(each -> target.getKind()
                        .equals(each.getSpec().getScaleTargetRef().getKind()))
                .filter(each -> target.getMetadata()
                        .getName()
                        .equals(each.getSpec().getScaleTargetRef().getName()))
                .findFirst();
    }

    /** The newest warning about this object. */
    default Optional<Event> lastWarning(HasMetadata object) {
        return warningsOf(object).stream().max(Comparator.comparing(Events::time));
    }

    /** All warnings about this object. */
    default List<Event> warningsOf(HasMetadata object) {
        String namespace =
                Optional.ofNullable(object.getMetadata().getNamespace()).orElse("default");
        return warnings(namespace).stream()
                .filter(event -> Events.isAbout(event, object))
                .toList();
    }
}
