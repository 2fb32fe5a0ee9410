package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ReleaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Whether EKS itself manages on the cluster what we would install. */
record AddOnProbe(Environment environment, EksClient eks) {
    private static final String SUBJECT = "EKS add-ons";

    Probe probe() {
        return new Probe(SUBJECT, this::ask);
    }

    private List<Finding> ask() {
        Set<String> addOns = new TreeSet<>();
        try {
            eks.listAddonsPaginator(
                            request -> request.clusterName(environment.cluster().name()))
                    .addons()
                    .forEach(addOns::add);
        } catch (ResourceNotFoundException noCluster) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (ReleaseSettings release : environment.releases().values()) {
            if (addOns.contains(release.chart())) {
                findings.add(Finding.wrong(
                        SUBJECT,
                        "%s is there as an add-on, and would be fought over".formatted(release.chart()),
                        "aws eks delete-addon --cluster-name %s --addon-name %s, or leave the release out"
                                .formatted(environment.cluster().name(), release.chart())));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.right(SUBJECT, "none of them is ours: " + String.join(", ", addOns)))
                : findings;
    }
}
