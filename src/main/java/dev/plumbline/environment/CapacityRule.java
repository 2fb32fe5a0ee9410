package dev.plumbline.environment;

import java.math.BigDecimal;
import java.util.Arrays;
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
        String[] min = {"autoscaling", service, "min_replicas"};
        String[] max = {"autoscaling", service, "max_replicas"};
        Optional<BigDecimal> least = in.whole(min).map(BigDecimal::valueOf);
        Optional<BigDecimal> most = in.whole(max).map(BigDecimal::valueOf);
        ordered(in, findings, min, least, max, most);
    }

    private static void amounts(Inputs in, Findings findings, String... keys) {
        for (String amount : List.of("cpu", "memory")) {
            String[] request = Inputs.append(Inputs.append(keys, "requests"), amount);
            String[] limit = Inputs.append(Inputs.append(keys, "limits"), amount);
            ordered(
                    in,
                    findings,
                    request,
                    in.text(request).map(Quantity::of),
                    limit,
                    in.text(limit).map(Quantity::of));
        }
    }

    /** Reports the one of the two that this environment brought in: the other was right before. */
    private static void ordered(
            Inputs in,
            Findings findings,
            String[] low,
            Optional<BigDecimal> least,
            String[] high,
            Optional<BigDecimal> most) {
        if (least.isEmpty() || most.isEmpty() || least.get().compareTo(most.get()) <= 0) {
            return;
        }
        boolean highIsOurs = findings.secondIsOurs(low, high);
        String[] here = highIsOurs ? high : low;
        String[] there = highIsOurs ? low : high;
        String bound = in.text(there).orElseThrow();
        findings.add(
                "%s is %s than %s %s (%s)"
                        .formatted(
                                in.text(here).orElseThrow(),
                                highIsOurs ? "less" : "more",
                                commonName(there, here),
                                bound,
                                findings.placeOf(there)),
                (highIsOurs ? "at least " : "at most ") + bound,
                here);
    }

    /** {@code max_replicas} beside {@code min_replicas}, {@code limits.cpu} beside {@code requests.cpu}. */
    private static String commonName(String[] keys, String[] beside) {
        int first = Arrays.mismatch(keys, beside);
        return String.join(".", Arrays.copyOfRange(keys, first, keys.length));
    }
}
