package dev.plumbline.ground;

import dev.plumbline.cluster.Models;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.preflight.Finding;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether we may hand out what the platform's roles hold: Kubernetes lets nobody give what they do not have themselves, and says so only
 * when the role is written. Dry-runs: nothing is stored.
 */
record Grants(KubernetesClient client, String user) {
    private static final String SUBJECT = "roles in the cluster";
    private static final String REFUSED = "attempting to grant RBAC permissions not currently held";
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;

    List<Finding> of(RenderedPlatform platform, Concurrently concurrently) {
        List<HasMetadata> roles = platform.releases().stream()
                .flatMap(release -> release.objects().stream()
                        .filter(Grants::grants)
                        .map(object -> placed(object, release.release().namespace())))
                .toList();
        List<Tried> tried = concurrently.ask(roles, this::tried);
        List<Finding> findings = new ArrayList<>();
        String refused = named(tried, Answer.REFUSED, Tried::name);
        if (!refused.isEmpty()) {
            findings.add(
                    Finding.wrong(
                            SUBJECT,
                            "%s holds less than it would hand out with %s".formatted(user, refused),
                            "associate AmazonEKSClusterAdminPolicy with its access entry, or allow the verb escalate on roles"));
        }
        String homeless = named(tried, Answer.HOMELESS, Tried::sentence);
        if (!homeless.isEmpty()) {
            findings.add(Finding.remark(
                    SUBJECT, "not to be tried before there is what they need: " + homeless, "look again after it is"));
        }
        String open = named(tried, Answer.OPEN, Tried::sentence);
        if (!open.isEmpty()) {
            findings.add(Finding.unknown(
                    SUBJECT,
                    "whether %s may hand them out is not known: %s".formatted(user, open),
                    "see what stands in the way, and look again"));
        }
        return findings;
    }

    private enum Answer {
        /** Taken, or refused for a reason that others say. */
        SETTLED,
        REFUSED,
        HOMELESS,
        OPEN
    }

    private record Tried(ObjectRef object, Answer answer, String why) {
        String name() {
            return object.toString();
        }

        String sentence() {
            return "%s (%s)".formatted(object, why);
        }
    }

    private static String named(List<Tried> tried, Answer answer, Function<Tried, String> words) {
        return tried.stream().filter(one -> one.answer() == answer).map(words).collect(Collectors.joining(", "));
    }

    private static boolean grants(HasMetadata object) {
        return object instanceof ClusterRole
                || object instanceof Role
                || object instanceof ClusterRoleBinding
                || object instanceof RoleBinding;
    }

    private static HasMetadata placed(HasMetadata role, String namespace) {
        HasMetadata placed = Models.copy(role);
        ObjectRef.of(role, namespace).namespace().ifPresent(placed.getMetadata()::setNamespace);
        return placed;
    }

    private Tried tried(HasMetadata role) {
        try {
            client.resource(role)
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("plumbline")
                            .withForce(true)
                            .withDryRun(List.of("All"))
                            .build());
            return new Tried(ObjectRef.of(role), Answer.SETTLED, "");
        } catch (KubernetesClientException answer) {
            return new Tried(ObjectRef.of(role), meaning(answer), String.valueOf(answer.getMessage()));
        }
    }

    private static Answer meaning(KubernetesClientException answer) {
        if (String.valueOf(answer.getMessage()).contains(REFUSED)) {
            return Answer.REFUSED;
        }
        return switch (answer.getCode()) {
            // that it may not be written at all, the rights say
            case FORBIDDEN -> Answer.SETTLED;
            // its namespace, or the role that it binds
            case MISSING -> Answer.HOMELESS;
            default -> Answer.OPEN;
        };
    }
}
