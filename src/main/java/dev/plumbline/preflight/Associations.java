package dev.plumbline.preflight;

import dev.plumbline.iam.ServiceAccount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;

/** The associations of EKS Pod Identity of one cluster. The list, and what each of them gives, is asked once. */
final class Associations {
    private final EksClient eks;
    private final String cluster;
    private final Map<ServiceAccount, PodIdentityAssociation> seen = new LinkedHashMap<>();
    private Map<ServiceAccount, String> ids;
    private RuntimeException refused;

    Associations(EksClient eks, String cluster) {
        this.eks = eks;
        this.cluster = cluster;
    }

    /** By account, in EKS's order: the list names no roles. */
    synchronized Map<ServiceAccount, String> ids() {
        if (refused != null) {
            // what may not be listed once may not be a second time
            throw refused;
        }
        if (ids == null) {
            Map<ServiceAccount, String> found = new LinkedHashMap<>();
            try {
                eks.listPodIdentityAssociationsPaginator(request -> request.clusterName(cluster))
                        .associations()
                        .forEach(summary -> found.put(
                                new ServiceAccount(summary.namespace(), summary.serviceAccount()),
                                summary.associationId()));
            } catch (RuntimeException failure) {
                refused = failure;
                throw failure;
            }
            ids = found;
        }
        return ids;
    }

    /** @return empty if the account has none */
    synchronized Optional<PodIdentityAssociation> of(ServiceAccount account) {
        String id = ids().get(account);
        if (id == null) {
            return Optional.empty();
        }
        PodIdentityAssociation known = seen.get(account);
        if (known == null) {
            known = eks.describePodIdentityAssociation(
                            request -> request.clusterName(cluster).associationId(id))
                    .association();
            seen.put(account, known);
        }
        return Optional.of(known);
    }
}
