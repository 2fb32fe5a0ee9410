package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The API server knows by which certificate to trust each webhook: some charts leave {@code caBundle} to a second process. Whether the
 * webhook answers is a gate's question ({@link WebhookGate}).
 *
 * @param trusts one for each webhook
 */
record WebhookConfigurationRule(List<Trust> trusts) {

    /** A webhook's name and whether its server's certificate can be verified. */
    record Trust(String webhook, boolean given) {
        static Trust of(String webhook, WebhookClientConfig config) {
            boolean byUrl = config != null && config.getUrl() != null;
            boolean bundle = config != null
                    && config.getCaBundle() != null
                    && !config.getCaBundle().isBlank();
            return new Trust(webhook, byUrl || bundle);
        }
    }

    static WebhookConfigurationRule validating(ValidatingWebhookConfiguration configuration) {
        return new WebhookConfigurationRule(Optional.ofNullable(configuration.getWebhooks()).orElse(List.of()).stream()
                .map(webhook -> Trust.of(webhook.getName(), webhook.getClientConfig()))
                .toList());
    }

    static WebhookConfigurationRule mutating(MutatingWebhookConfiguration configuration) {
        return new WebhookConfigurationRule(Optional.ofNullable(configuration.getWebhooks()).orElse(List.of()).stream()
                .map(webhook -> Trust.of(webhook.getName(), webhook.getClientConfig()))
                .toList());
    }

    Readiness assess() {
        String missing = trusts.stream()
                .filter(trust -> !trust.given())
                .map(Trust::webhook)
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? new Ready() : new NotYet("no caBundle yet for " + missing);
    }
}
