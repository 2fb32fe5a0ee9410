package dev.plumbline.environment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names and ports that must not meet. */
final class NamesRule implements Rule {
    @Override
    public void check(Inputs in, Findings findings) {
        ports(in, findings);
        serviceNames(in, findings);
        releaseNames(in, findings);
    }

    private static void ports(Inputs in, Findings findings) {
        Map<String, String> taken = new HashMap<>();
        in.texts("service_ports").forEach((service, port) -> {
            String other = taken.putIfAbsent(port, service);
            if (other != null) {
                findings.add(
                        "port %s is also that of %s (%s)"
                                .formatted(port, other, findings.placeOf("service_ports", other)),
                        "a port of its own",
                        "service_ports",
                        service);
            }
        });
    }

    private static void serviceNames(Inputs in, Findings findings) {
        Map<String, String> taken = new HashMap<>();
        in.text("redis_cache", "name").ifPresent(name -> taken.put(name, "redis_cache"));
        for (String service : in.keys("service_ports")) {
            String name = ServiceKeys.nameOf(in, service);
            if (!Format.OBJECT_NAME.accepts(name) && !in.has("service_names", service)) {
                findings.add(
                        "missing, and its default \"%s\" is not a name that Kubernetes takes".formatted(name),
                        Format.OBJECT_NAME.allowed(),
                        "service_names",
                        service);
            }
            String other = taken.putIfAbsent(name, service);
            if (other != null) {
                findings.add(
                        "\"%s\" is also the name of %s".formatted(name, other),
                        "a name of its own",
                        "service_names",
                        service);
            }
        }
    }

    private static void releaseNames(Inputs in, Findings findings) {
        Map<String, String> taken = new HashMap<>();
        for (String release : in.keys("releases")) {
            Optional<String> name = in.text("releases", release, "name");
            Optional<String> namespace = in.text("releases", release, "namespace");
            if (name.isEmpty() || namespace.isEmpty()) {
                continue;
            }
            String other = taken.putIfAbsent(namespace.get() + "/" + name.get(), release);
            if (other != null) {
                findings.add(
                        "\"%s\" is also the name of %s in namespace %s".formatted(name.get(), other, namespace.get()),
                        "a name of its own",
                        "releases",
                        release,
                        "name");
            }
        }
    }
}
