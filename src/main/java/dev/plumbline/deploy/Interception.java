package dev.plumbline.deploy;

import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One webhook of a release that refuses objects while it does not answer.
 *
 * @param rules what it intercepts
 * @param objects which objects, by their labels; null = all
 * @param namespaces which namespaces, by their labels; null = all
 */
record Interception(List<RuleWithOperations> rules, LabelSelector objects, LabelSelector namespaces) {

    /** The webhooks among a release's objects whose absence blocks creation. */
    static List<Interception> of(List<HasMetadata> objects) {
        return objects.stream().flatMap(Interception::of).toList();
    }

    private static Stream<Interception> of(HasMetadata object) {
        if (object instanceof MutatingWebhookConfiguration mutating) {
            return mutating.getWebhooks().stream()
                    .filter(webhook -> !"Ignore".equals(webhook.getFailurePolicy()))
                    .map(webhook -> new Interception(
                            webhook.getRules(), webhook.getObjectSelector(), webhook.getNamespaceSelector()));
        }
        if (object instanceof ValidatingWebhookConfiguration validating) {
            return validating.getWebhooks().stream()
                    .filter(webhook -> !"Ignore".equals(webhook.getFailurePolicy()))
                    .map(webhook -> new Interception(
                            webhook.getRules(), webhook.getObjectSelector(), webhook.getNamespaceSelector()));
        }
        return Stream.empty();
    }

    /** @param namespaceLabels labels of the object's namespace, as far as they are known */
    boolean catches(HasMetadata object, Map<String, String> namespaceLabels) {
        return rules.stream().anyMatch(rule -> catches(rule, object))
                && matches(objects, labelsOf(object))
                && (object.getMetadata().getNamespace() == null || matches(namespaces, namespaceLabels));
    }

    private static boolean catches(RuleWithOperations rule, HasMetadata object) {
        String apiVersion = object.getApiVersion();
        String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        String plural = Pluralize.toPlural(object.getKind().toLowerCase(Locale.ROOT));
        return (rule.getOperations().contains("CREATE") || rule.getOperations().contains("*"))
                && (rule.getApiGroups().contains(group) || rule.getApiGroups().contains("*"))
                && rule.getResources().stream().anyMatch(Set.of(plural, "*", "*/*")::contains);
    }

    private static Map<String, String> labelsOf(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return true;
        }
        return labels.entrySet()
                        .containsAll(Objects.requireNonNullElse(selector.getMatchLabels(), Map.<String, String>of())
                                .entrySet())
                && selector.getMatchExpressions().stream().allMatch(expression -> matches(expression, labels));
    }

    private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.getKey());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && requirement.getValues().contains(value);
            case "NotIn" -> value == null || !requirement.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("label selector operator " + requirement.getOperator());
        };
    }
}
