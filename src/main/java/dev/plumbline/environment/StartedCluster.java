package dev.plumbline.environment;

import java.util.List;
import java.util.Optional;

/**
 * A cluster that is started for the occasion names itself.
 *
 * @param target of the merged inputs
 */
record StartedCluster(Optional<TargetKind> target) implements Rule {
    private static final List<String> ITS_OWN = List.of(
            "cluster_name", "cluster_endpoint", "cluster_ca_certificate", "cluster_oidc_provider_arn", "cluster_uid");

    @Override
    public void check(Inputs layer, Findings findings) {
        if (target.filter(TargetKind.LOCAL::equals).isPresent()) {
            ITS_OWN.stream()
                    .filter(layer::has)
                    .forEach(key -> findings.add("comes from the started cluster", "nothing: remove the line", key));
        }
    }
}
