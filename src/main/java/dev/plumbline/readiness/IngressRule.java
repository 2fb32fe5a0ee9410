package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;

/**
 * It exists, and where that is asked for, has an address.
 *
 * @param withAddress whether an address is asked for
 */
record IngressRule(boolean withAddress) implements ReadinessRule<Ingress> {

    @Override
    public Readiness assess(Ingress ingress, View view) {
        if (!withAddress || hasAddress(ingress)) {
            return new Ready();
        }
        return new NotYet("has no address yet"
                + view.lastWarning(ingress)
                        .map(event -> "; " + Events.text(event))
                        .orElse(""));
    }

    private static boolean hasAddress(Ingress ingress) {
        return ingress.getStatus() != null
                && ingress.getStatus().getLoadBalancer() != null
                && ingress.getStatus().getLoadBalancer().getIngress() != null
                && ingress.getStatus().getLoadBalancer().getIngress().stream()
                        .anyMatch(each -> each.getHostname() != null || each.getIp() != null);
    }
}
