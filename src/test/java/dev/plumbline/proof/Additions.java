package dev.plumbline.proof;

import dev.plumbline.observe.Observed;
import dev.plumbline.observe.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What nobody declared and somebody may add. */
final class Additions {
    private static final String ROLE = "eks.amazonaws.com/role-arn";

    private final Observed healthy;
    private final ObjectPart part;
    private final List<Mutant> mutants = new ArrayList<>();

    private Additions(Observed healthy, ObjectPart part) {
        this.healthy = healthy;
        this.part = part;
    }

    static List<Mutant> to(ObjectPart part, Observed healthy) {
        Additions additions = new Additions(healthy, part);
        switch (part.kind()) {
            case "ServiceAccount" -> additions.role();
            case "ClusterSecretStore" -> additions.put(Map.of("fake", Map.of()), "spec", "provider");
            default -> {
                if (part.namespace().equals(healthy.environment().namespace())) {
                    additions.inTheNamespaceOfApplications();
                }
            }
        }
        return additions.mutants;
    }

    private void inTheNamespaceOfApplications() {
        switch (part.kind()) {
            case "ConfigMap" -> put(Map.of("SURPRISE", "1"), "data");
            case "Deployment" -> deployment();
            case "Service" -> put(Map.of("externalIPs", List.of("192.0.2.1")), "spec");
            case "PodDisruptionBudget" -> put(Map.of("minAvailable", 1), "spec");
            case "HorizontalPodAutoscaler" ->
                append(Map.of("type", "Resource", "resource", Map.of("name", "memory")), "spec", "metrics");
            case "ExternalSecret" ->
                append(Map.of("secretKey", "more", "remoteRef", Map.of("key", "k")), "spec", "data");
            default -> {}
        }
    }

    private void role() {
        boolean has = part.object().getMetadata().getAnnotations() != null
                && part.object().getMetadata().getAnnotations().containsKey(ROLE);
        // the account that every namespace has is not read as part of the platform
        if (!has) {
            String arn = healthy.declared().roleBearers().get(0).roleArn();
            add(ReleasePart.place("metadata", "annotations").below(ROLE, ""), arn);
        }
    }

    private void deployment() {
        boolean service = healthy.declared().services().stream()
                .anyMatch(settings -> settings.name().equals(part.id().name()));
        Map<String, Object> stray = Map.of("name", "stray", "image", "elsewhere.example/stray:1");
        append(stray, "spec", "template", "spec", "containers");
        append(stray, "spec", "template", "spec", "initContainers");
        put(Map.of("hostNetwork", true), "spec", "template", "spec");
        put(Map.of("hostPID", true), "spec", "template", "spec");
        append(Map.of("name", "host", "hostPath", Map.of("path", "/")), "spec", "template", "spec", "volumes");
        Place container =
                ReleasePart.place("spec", "template", "spec", "containers").below(0, name(0));
        add(container.below("securityContext", "").below("privileged", ""), true);
        add(container.below("securityContext", "").below("runAsUser", ""), 0);
        add(container.below("securityContext", "").below("capabilities", "").below("add", ""), List.of("SYS_ADMIN"));
        if (service) {
            appendTo(container.below("env", ""), Map.of("name", "RDS_HOST", "value", "elsewhere"));
            if (healthy.source() == Source.RENDERED) {
                put(Map.of("replicas", 3), "spec");
            }
            Place reference = container.below("envFrom", "").below(0, "").below("configMapRef", "");
            add(reference.below("optional", ""), true);
            add(container.below("envFrom", "").below(0, "").below("prefix", ""), "X_");
        }
    }

    private String name(int container) {
        return (String) part.tree()
                .at(ReleasePart.place("spec", "template", "spec", "containers")
                        .below(container, "")
                        .below("name", ""))
                .orElse("");
    }

    private void put(Map<String, Object> entry, String... path) {
        entry.forEach((key, value) -> add(ReleasePart.place(path).below(key, ""), value));
    }

    private void append(Map<String, Object> element, String... path) {
        appendTo(ReleasePart.place(path), element);
    }

    private void appendTo(Place list, Map<String, Object> element) {
        List<Object> longer = new ArrayList<>((List<?>) part.tree().at(list).orElse(List.of()));
        longer.add(element);
        Place place = list.below(longer.size() - 1, String.valueOf(element.getOrDefault("name", "")));
        mutants.add(mutant(place, part.tree().with(list, longer)));
    }

    private void add(Place place, Object value) {
        mutants.add(mutant(place, part.tree().with(place, value)));
    }

    private Mutant mutant(Place place, Tree other) {
        return new Mutant(part, place, "added", true, () -> part.broken(healthy, other), List.of());
    }
}
