package dev.plumbline.environment;

import java.util.List;
import java.util.Optional;

/** A host that carries a port and the port beside it say the same. */
final class EndpointRule implements Rule {
    @Override
    public void check(Inputs in, Findings findings) {
        for (String name : List.of("rds", "redis")) {
            String host = in.text("infrastructure_endpoints", name, "host").orElse("");
            Optional<Integer> port = in.whole("infrastructure_endpoints", name, "port");
            if (host.indexOf(':') < 0) {
                continue;
            }
            int inHost = Integer.parseInt(host.substring(host.indexOf(':') + 1));
            if (inHost < 1 || inHost > 65_535) {
                findings.add(
                        "port %d in \"%s\" is none".formatted(inHost, host),
                        "1 to 65535",
                        "infrastructure_endpoints",
                        name,
                        "host");
            } else if (port.isPresent() && port.get() != inHost) {
                findings.add(
                        "%d is not the port of host \"%s\" (%s)"
                                .formatted(
                                        port.get(), host, findings.placeOf("infrastructure_endpoints", name, "host")),
                        "%d, or no port at all".formatted(inHost),
                        "infrastructure_endpoints",
                        name,
                        "port");
            }
        }
    }
}
