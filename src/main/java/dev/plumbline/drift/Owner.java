package dev.plumbline.drift;

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
