package dev.plumbline.assertions;

import dev.plumbline.observe.Labels;
import dev.plumbline.observe.SeenPod;
import dev.plumbline.observe.SeenService;
import dev.plumbline.observe.SeenWorkload;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What can be said of a Service. */
public final class ServiceAssert extends SeenAssert<ServiceAssert, SeenService> {
    ServiceAssert(SeenService actual) {
        super(actual, ServiceAssert.class);
    }

    /** Its one port is that TCP port, and it leads to the port of the same number of the container. */
    public ServiceAssert servesOn(int port, SeenWorkload workload) {
        var ports = actual.object().getSpec().getPorts();
        Findings findings = findings().equal("spec.ports (number)", 1, ports.size());
        if (!ports.isEmpty()) {
            var found = ports.get(0);
            findings.equal("spec.ports[0].port", port, found.getPort())
                    .isTrue(
                            found.getProtocol() == null || "TCP".equals(found.getProtocol()),
                            "spec.ports[0].protocol",
                            "TCP",
                            found.getProtocol())
                    .isTrue(
                            targets(workload, port).contains(target(found)),
                            "spec.ports[0].targetPort",
                            "one of " + targets(workload, port) + ", as in " + ports(workload) + " of " + workload.id(),
                            target(found));
        }
        return conclude("does not serve on the declared port", findings);
    }

    /** Its selector matches the pods of that workload. */
    public ServiceAssert selects(SeenWorkload workload) {
        return conclude(
                "does not select its pods",
                findings()
                        .isTrue(
                                matches(workload),
                                "spec.selector",
                                "a selector that matches the pods of " + workload.id()
                                        + ", spec.template.metadata.labels " + workload.podLabels(),
                                actual.object().getSpec().getSelector()));
    }

    /** Its selector does not match the pods of that workload. */
    public ServiceAssert selectsNot(SeenWorkload workload) {
        return conclude(
                "selects pods that are not its own",
                findings()
                        .isTrue(
                                !matches(workload),
                                "spec.selector",
                                "a selector that leaves out the pods of " + workload.id()
                                        + ", spec.template.metadata.labels " + workload.podLabels(),
                                actual.object().getSpec().getSelector()));
    }

    /** Its selector leads to at least one of these pods that is ready. */
    public ServiceAssert leadsToAReadyOneOf(Collection<SeenPod> pods) {
        var selector = actual.object().getSpec().getSelector();
        List<String> matching = pods.stream()
                .filter(pod -> actual.id().namespace().equals(pod.id().namespace()))
                .filter(pod -> Labels.match(selector, pod.labels()))
                .map(pod -> pod.id().name() + (pod.isReady() ? " (ready)" : " (not ready)"))
                .toList();
        return conclude(
                "leads to nobody who answers",
                findings()
                        .isTrue(
                                matching.stream().anyMatch(pod -> pod.endsWith("(ready)")),
                                "spec.selector",
                                "a selector that matches a ready pod; it is " + selector,
                                matching));
    }

    /** Nobody makes a load balancer for it, or leads it elsewhere: it is reached within the cluster, or through an Ingress. */
    public ServiceAssert isInternal() {
        var spec = actual.object().getSpec();
        return conclude(
                "is open to the outside",
                findings()
                        .isTrue(
                                spec.getType() == null
                                        || List.of("ClusterIP", "NodePort").contains(spec.getType()),
                                "spec.type",
                                "ClusterIP",
                                spec.getType())
                        .isTrue(
                                spec.getExternalIPs() == null
                                        || spec.getExternalIPs().isEmpty(),
                                "spec.externalIPs",
                                Findings.NOTHING,
                                spec.getExternalIPs()));
    }

    /** Left out, it is the port itself. */
    private static String target(ServicePort port) {
        return port.getTargetPort() == null
                ? String.valueOf(port.getPort())
                : String.valueOf(port.getTargetPort().getValue());
    }

    private boolean matches(SeenWorkload workload) {
        return actual.id().namespace().equals(workload.id().namespace())
                && Labels.match(actual.object().getSpec().getSelector(), workload.podLabels());
    }

    private static String ports(SeenWorkload workload) {
        return workload.containers().stream()
                .map(container -> container.path() + ".ports")
                .collect(Collectors.joining(", "));
    }

    /** The number, and the names that containers give to it. */
    private static List<String> targets(SeenWorkload workload, int port) {
        return workload.containers().stream()
                .flatMap(container -> container.container().getPorts().stream())
                .filter(found -> Integer.valueOf(port).equals(found.getContainerPort()))
                .flatMap(found -> java.util.stream.Stream.of(String.valueOf(port), found.getName()))
                .filter(name -> name != null)
                .distinct()
                .toList();
    }
}
