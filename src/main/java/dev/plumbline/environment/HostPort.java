package dev.plumbline.environment;

import java.util.Optional;

/** An entry of {@code infrastructure_endpoints}, whose host may carry the port as {@code aws_db_instance.endpoint} does. */
final class HostPort {
    private HostPort() {}

    static Optional<Endpoint> of(Inputs in, String name) {
        Optional<String> written = in.text("infrastructure_endpoints", name, "host");
        Optional<Integer> port = in.whole("infrastructure_endpoints", name, "port");
        return written.flatMap(host -> {
            int colon = host.lastIndexOf(':');
            return colon < 0
                    ? port.map(number -> new Endpoint(host, number))
                    : Optional.of(new Endpoint(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1))));
        });
    }
}
