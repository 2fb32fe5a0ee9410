package dev.plumbline.deploy;

import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.Models;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.readiness.ApiFailure;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;

/**
 * Applies objects server-side and stamps those that a deploy made. The stamp goes along with the object, so that none is ever without;
 * then it is applied once more by a manager of its own, and from then on an apply without it, such as the next plan's, leaves it alone.
 */
final class ObjectWriter {
    private final KindAccess kinds;
    private final RunStamp stamp;

    ObjectWriter(KindAccess kinds, RunStamp stamp) {
        this.kinds = kinds;
        this.stamp = stamp;
    }

    /** @throws DeployException if the API server refuses it, for good */
    void apply(HasMetadata object) {
        try {
            HasMetadata live = resource(object).get();
            if (live != null && !Ownership.isOurs(live)) {
                apply(object, ClusterConnection.USER_AGENT);
                return;
            }
            HasMetadata stamped = Models.copy(object);
            stamped.getMetadata().setLabels(stamp.over(object.getMetadata().getLabels()));
            apply(stamped, ClusterConnection.USER_AGENT);
            apply(onlyStamp(object), RunStamp.MANAGER);
        } catch (KubernetesClientException refused) {
            if (ApiFailure.of(refused).passes()) {
                throw refused;
            }
            throw new DeployException(
                    "%s: the API server refuses it (%d): %s"
                            .formatted(ObjectRef.of(object), refused.getCode(), refused.getMessage()),
                    refused);
        }
    }

    private void apply(HasMetadata object, String manager) {
        resource(object).fieldManager(manager).forceConflicts().serverSideApply();
    }

    private Resource<? extends HasMetadata> resource(HasMetadata object) {
        return kinds.resource(object)
                .orElseThrow(() -> new DeployException(
                        "%s: the cluster does not serve this kind".formatted(ObjectRef.of(object))));
    }

    private GenericKubernetesResource onlyStamp(HasMetadata object) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withMetadata(new ObjectMetaBuilder()
                        .withName(object.getMetadata().getName())
                        .withNamespace(object.getMetadata().getNamespace())
                        .withLabels(stamp.labels())
                        .build())
                .build();
    }
}
