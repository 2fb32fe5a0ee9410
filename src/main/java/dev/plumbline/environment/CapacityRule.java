package dev.plumbline.environment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Minimum and maximum, request and limit. */
final class CapacityRule implements Rule {
    @Override
    public void check(Inputs in, Findings findings) {
        for (String service : in.keys("autoscaling")) {
            replicas(in, findings, service);
        }
        for (String service : in.keys("resources")) {
            amounts(in, findings, "resources", service);
        }
        amounts(in, findings, "redis_cache", "resources");
    }

    private static void replicas(Inputs in, Findings findings, String service) {
        Optional<Integer> min = in.whole("autoscaling", service, "min_replicas");
        Optional<Integer> max = in.whole("autoscaling", service, "max_replicas");
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            findings.add(
                    "%d is more than max_replicas %d (%s)"
                            .formatted(min.get(), max.get(), findings.placeOf("autoscaling", service, "max_replicas")),
                    "1 to " + max.get(),
                    "autoscaling",
                    service,
                    "min_replicas");
        }
    }

    private static void amounts(Inputs in, Findings findings, String... keys) {
        for (String amount : List.of("cpu", "memory")) {
            String[] request = Inputs.append(Inputs.append(keys, "requests"), amount);
            String[] limit = Inputs.append(Inputs.append(keys, "limits"), amount);
            Optional<BigDecimal> requested = in.text(request).map(Quantity::of);
            Optional<BigDecimal> limited = in.text(limit).map(Quantity::of);
            if (requested.isPresent() && limited.isPresent() && requested.get().compareTo(limited.get()) > 0) {
                findings.add(
                        "request %s is more than limit %s (%s)"
                                .formatted(
                                        in.text(request).get(), in.text(limit).get(), findings.placeOf(limit)),
                        "at most " + in.text(limit).get(),
                        request);
            }
        }
    }
}
