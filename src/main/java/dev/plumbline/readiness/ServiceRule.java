package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.Optional;

/** It exists; one of type LoadBalancer has an address. Whether pods stand behind it is the rule of their workload. */
final class ServiceRule implements ReadinessRule<Service> {

    @Override
    public Readiness assess(Service service, View view) {
        ServiceSpec spec = Optional.ofNullable(service.getSpec()).orElseGet(ServiceSpec::new);
        if (!"LoadBalancer".equals(spec.getType()) || hasAddress(service)) {
            return new Ready();
        }
        return new NotYet("its load balancer has no address yet"
                + view.lastWarning(service)
                        .map(event -> "; " + Events.text(event))
                        .orElse(""));
    }

    private static boolean hasAddress(Service service) {
        return service.getStatus() != null
                && service.getStatus().getLoadBalancer() != null
                && service.getStatus().getLoadBalancer().getIngress() != null
                && service.getStatus().getLoadBalancer().getIngress().stream()
                        .anyMatch(each -> each.getHostname() != null || each.getIp() != null);
    }
}
