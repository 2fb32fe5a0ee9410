package dev.plumbline.drift;

import dev.plumbline.readiness.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object that Terraform wrote and still holds fields of.
 *
 * @param part the release, or {@code platform}
 * @param object which object
 * @param managers under which names
 */
public record Adoption(String part, ObjectRef object, List<String> managers) {
    /** The Kubernetes provider's resources, its manifests, and whatever calls itself after its program, as Helm does. */
    static final Pattern TERRAFORM = Pattern.compile("HashiCorp|Terraform|terraform-provider-.*");

    public Adoption {
        managers = List.copyOf(managers);
    }

    /** Whether it came with a release: then that is what Terraform knows, and not the object. */
    public boolean isOfARelease() {
        return !part.equals(DeclaredObjects.PLATFORM)
                || managers.stream().allMatch(manager -> manager.startsWith("terraform-provider-helm"));
    }

    /** The type of the resource that Terraform knows it as, where it did not come with a release. */
    public String resourceType() {
        return managers.contains("Terraform")
                ? "kubernetes_manifest"
                : switch (object.kind()) {
                    case "Namespace" -> "kubernetes_namespace";
                    case "ConfigMap" -> "kubernetes_config_map";
                    default -> "kubernetes_manifest";
                };
    }

    static boolean isTerraform(String manager) {
        return TERRAFORM.matcher(manager).matches();
    }

    static Optional<Adoption> of(DeclaredObject declared, Map<String, Object> live) {
        List<String> managers = Takeover.entries(live).stream()
                .filter(entry -> entry.get("subresource") == null)
                .map(entry -> String.valueOf(entry.get("manager")))
                .filter(Adoption::isTerraform)
                .distinct()
                .toList();
        return managers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Adoption(declared.part(), declared.ref(), managers));
    }
}
