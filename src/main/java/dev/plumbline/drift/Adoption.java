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
    /** The Kubernetes provider's resources, its manifests, and Helm inside the Helm provider, which calls itself after its program. */
    static final Pattern TERRAFORM = Pattern.compile("HashiCorp|Terraform|terraform-provider-(helm|kubernetes).*");

    public Adoption {
        managers = List.copyOf(managers);
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
