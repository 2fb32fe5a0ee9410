package dev.plumbline.readiness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who controls whom, by uid: a name may have been used before. */
final class Owners {
    private Owners() {}

    static boolean controls(HasMetadata owner, HasMetadata owned) {
        List<OwnerReference> references =
                Optional.ofNullable(owned.getMetadata().getOwnerReferences()).orElse(List.of());
        return references.stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .anyMatch(reference ->
                        Objects.equals(reference.getUid(), owner.getMetadata().getUid()));
    }
}
