package dev.plumbline.assertions;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.LinkedHashMap;
import java.util.Map;

/** Probes. */
final class Probes {
    private Probes() {}

    /** @return null if it is not an HTTP probe */
    static String path(Probe probe) {
        return probe == null || probe.getHttpGet() == null
                ? null
                : probe.getHttpGet().getPath();
    }

    /** The ports that probes ask, as number or name, by what asks them: {@code livenessProbe.httpGet}. */
    static Map<String, String> ports(Container container) {
        Map<String, String> ports = new LinkedHashMap<>();
        port(ports, "livenessProbe", container.getLivenessProbe());
        port(ports, "readinessProbe", container.getReadinessProbe());
        port(ports, "startupProbe", container.getStartupProbe());
        return ports;
    }

    private static void port(Map<String, String> ports, String field, Probe probe) {
        if (probe != null && probe.getHttpGet() != null) {
            ports.put(field + ".httpGet", text(probe.getHttpGet().getPort()));
        } else if (probe != null && probe.getTcpSocket() != null) {
            ports.put(field + ".tcpSocket", text(probe.getTcpSocket().getPort()));
        }
    }

    private static String text(IntOrString port) {
        return port == null ? Findings.NOTHING : String.valueOf(port.getValue());
    }
}
