package dev.plumbline.ground;

import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.preflight.Finding;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether we may hand out what the platform's roles hold: Kubernetes lets nobody give what they do not have themselves, and says so only
 * when the role is written. Dry-runs: nothing is stored.
 */
record Grants(KubernetesClient client, String user) {
    private static final String SUBJECT = "roles in the cluster";
    private static final String REFUSED = "attempting to grant RBAC permissions not currently held";

    List<Finding> of(RenderedPlatform platform, Concurrently concurrently) {
        List<HasMetadata> roles = platform.releases().stream()
                .flatMap(release -> release.objects().stream()
                        .filter(object -> object instanceof ClusterRole || object instanceof Role)
                        .map(object -> placed(object, release.release().namespace())))
                .toList();
        String refused = concurrently.ask(roles, this::refused).stream()
                .flatMap(Optional::stream)
                .map(ObjectRef::toString)
                .collect(Collectors.joining(", "));
        return refused.isEmpty()
                ? List.of()
                : List.of(
                        Finding.wrong(
                                SUBJECT,
                                "%s holds less than it would hand out with %s".formatted(user, refused),
                                "associate AmazonEKSClusterAdminPolicy with its access entry, or allow the verb escalate on roles"));
    }

    private static HasMetadata placed(HasMetadata role, String namespace) {
        HasMetadata placed = Serialization.clone(role);
        ObjectRef.of(role, namespace).namespace().ifPresent(placed.getMetadata()::setNamespace);
        return placed;
    }

    private Optional<ObjectRef> refused(HasMetadata role) {
        try {
            client.resource(role)
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("plumbline")
                            .withForce(true)
                            .withDryRun(List.of("All"))
                            .build());
            return Optional.empty();
        } catch (KubernetesClientException answer) {
            // that it may not be written at all, or that its namespace is still to come, others say
            return String.valueOf(answer.getMessage()).contains(REFUSED)
                    ? Optional.of(ObjectRef.of(role))
                    : Optional.empty();
        }
    }
}
