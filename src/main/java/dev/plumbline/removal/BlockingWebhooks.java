package dev.plumbline.removal;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.Ownership;
import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Webhooks of the platform itself that do not answer any more and refuse that its objects be deleted: external-secrets' catch DELETE, and
 * with its pods away nothing of it could ever go.
 */
final class BlockingWebhooks {
    /** How the API server says it, in an answer or in a namespace's condition. */
    private static final Pattern REFUSAL = Pattern.compile("failed calling webhook \\\\?\"([^\"\\\\]+)");

    private final KubernetesClient client;
    private final Set<ReleaseId> releases;

    /** @param releases those that are being removed: their webhooks' configurations would go anyway */
    BlockingWebhooks(Cluster cluster, Set<ReleaseId> releases) {
        this.client = cluster.client();
        this.releases = releases;
    }

    /**
     * Deletes the configurations of those that a failure names.
     *
     * @return which; none if it was another failure, or the webhook is somebody else's
     */
    List<HasMetadata> removeNamedIn(RuntimeException failure) {
        Set<String> named = REFUSAL.matcher(String.valueOf(failure.getMessage()))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return List.of();
        }
        List<HasMetadata> blocking = Stream.concat(validating(named), mutating(named))
                .filter(live -> releases.stream().anyMatch(release -> Ownership.isOf(release, live)))
                .toList();
        blocking.forEach(live -> client.resource(live).delete());
        return blocking;
    }

    private Stream<HasMetadata> validating(Set<String> named) {
        return client.admissionRegistration().v1().validatingWebhookConfigurations().list().getItems().stream()
                .filter(live -> live.getWebhooks().stream()
                        .map(ValidatingWebhook::getName)
                        .anyMatch(named::contains))
                .map(HasMetadata.class::cast);
    }

    private Stream<HasMetadata> mutating(Set<String> named) {
        return client.admissionRegistration().v1().mutatingWebhookConfigurations().list().getItems().stream()
                .filter(live -> live.getWebhooks().stream()
                        .map(MutatingWebhook::getName)
                        .anyMatch(named::contains))
                .map(HasMetadata.class::cast);
    }
}
