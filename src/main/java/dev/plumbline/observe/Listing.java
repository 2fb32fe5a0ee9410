package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** What is known of one kind in one namespace. */
sealed interface Listing {

    /**
     * All objects there are.
     *
     * @param objects may hold one name twice: rendered manifests can
     */
    record Listed(List<HasMetadata> objects) implements Listing {
        public Listed {
            objects = List.copyOf(objects);
        }
    }

    /**
     * Nothing is known, which is not the same as nothing being there.
     *
     * @param reason for people: {@code forbidden: User "x" cannot list resource "secrets"}
     */
    record Unreadable(String reason) implements Listing {}
}
