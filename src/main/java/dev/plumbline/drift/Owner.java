package dev.plumbline.drift;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who wrote a field, as the API server keeps it in {@code managedFields}.
 *
 * @param manager {@code kubectl-edit}, {@code argocd-controller}, ...
 * @param operation {@code Update} or {@code Apply}
 * @param subresource {@code status}, {@code scale}; empty = the object itself
 * @param time of its last write of any field, as the server writes it
 */
public record Owner(String manager, String operation, String subresource, Optional<String> time) {

    /** @param entry of {@code managedFields} */
    static Owner of(Map<?, ?> entry) {
        return new Owner(
                String.valueOf(entry.get("manager")),
                String.valueOf(entry.get("operation")),
                entry.get("subresource") == null ? "" : entry.get("subresource").toString(),
                Optional.ofNullable(entry.get("time")).map(Object::toString));
    }

    /** Who wrote to a live object last; several where they did so in the same second. */
    static List<Owner> newestOf(Map<String, Object> live) {
        List<Owner> owners = Takeover.entries(live).stream()
                .map(Owner::of)
                .filter(owner -> owner.time().isPresent())
                .toList();
        Optional<String> newest =
                owners.stream().map(owner -> owner.time().get()).max(Comparator.naturalOrder());
        return owners.stream().filter(owner -> owner.time().equals(newest)).toList();
    }

    @Override
    public String toString() {
        return manager
                + " ("
                + operation
                + (subresource.isEmpty() ? "" : " of " + subresource)
                + time.map(at -> ", " + at).orElse("")
                + ")";
    }
}
