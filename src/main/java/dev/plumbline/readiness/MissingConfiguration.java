package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Terminal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container that cannot be configured: a Secret or ConfigMap, or a key of it, is not there. */
final class MissingConfiguration {

    /** The kubelet's wordings: a whole Secret ("secrets" where it asks by GET and does not watch), or a key of one. */
    private static final Pattern SECRET =
            Pattern.compile("secrets? \"([^\"]+)\" not found|in Secret [^/\\s]+/([^\\s,]+)", Pattern.CASE_INSENSITIVE);

    private final Pod pod;
    private final String container;
    private final View view;

    MissingConfiguration(Pod pod, String container, View view) {
        this.pod = pod;
        this.container = container;
        this.view = view;
    }

    Readiness assess(String message, String who) {
        String text = who + ": CreateContainerConfigError" + (message.isEmpty() ? "" : ": " + message);
        Optional<GenericKubernetesResource> source = missingSecret(message).flatMap(this::externalSecretFor);
        if (source.isPresent()) {
            return new NotYet(
                    text + "; ExternalSecret " + source.get().getMetadata().getName() + " is to fill it: "
                            + Condition.find(source.get(), "Ready")
                                    .map(Condition::toString)
                                    .orElse("no condition yet"));
        }
        boolean lasting = Graces.isOver(
                Graces.CONFIGURATION, view, pod.getMetadata().getUid() + "/" + container + "/config/" + message);
        return lasting ? new Terminal(text) : new NotYet(text);
    }

    private static Optional<String> missingSecret(String message) {
        Matcher matcher = SECRET.matcher(message);
        return matcher.find()
                ? Optional.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
                : Optional.empty();
    }

    private Optional<GenericKubernetesResource> externalSecretFor(String secret) {
        return view.externalSecrets(pod.getMetadata().getNamespace()).stream()
                .filter(each -> ExternalSecretTarget.of(each).name().equals(secret))
                .findFirst();
    }
}
