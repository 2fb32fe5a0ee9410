package dev.plumbline.ground;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What pods ask for, and what nodes have.
 *
 * @param cpu cores
 * @param memory bytes
 * @param pods how many
 */
record Amount(BigDecimal cpu, BigDecimal memory, BigDecimal pods) {
    static final Amount NOTHING = new Amount(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final BigDecimal GIBIBYTE = BigDecimal.valueOf(1L << 30);

    /** What a scheduler sets aside for one pod: its containers together, or its greediest init container, and the overhead. */
    static Amount of(PodSpec pod) {
        Amount containers = pod.getContainers().stream().map(Amount::of).reduce(NOTHING, Amount::plus);
        Amount before = pod.getInitContainers().stream().map(Amount::of).reduce(NOTHING, Amount::most);
        return containers
                .most(before)
                .plus(of(pod.getOverhead()))
                .plus(new Amount(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE));
    }

    /** @param allocatable of a node */
    static Amount of(Map<String, Quantity> allocatable) {
        return new Amount(of(allocatable, "cpu"), of(allocatable, "memory"), of(allocatable, "pods"));
    }

    private static Amount of(Container container) {
        return container.getResources() == null
                ? NOTHING
                : of(container.getResources().getRequests());
    }

    private static BigDecimal of(Map<String, Quantity> amounts, String resource) {
        return amounts == null || !amounts.containsKey(resource)
                ? BigDecimal.ZERO
                : Quantity.getAmountInBytes(amounts.get(resource));
    }

    Amount plus(Amount other) {
        return with(other, BigDecimal::add);
    }

    Amount minus(Amount other) {
        return with(other, BigDecimal::subtract);
    }

    Amount times(int count) {
        return with(this, (own, same) -> own.multiply(BigDecimal.valueOf(count)));
    }

    boolean fitsInto(Amount room) {
        return missingFrom(room).isEmpty();
    }

    /** {@code cpu}, {@code memory} or {@code pods} that the room has too little of. */
    List<String> missingFrom(Amount room) {
        return List.of("cpu", "memory", "pods").stream()
                .filter(resource -> part(resource).compareTo(room.part(resource)) > 0)
                .toList();
    }

    private BigDecimal part(String resource) {
        return switch (resource) {
            case "cpu" -> cpu;
            case "memory" -> memory;
            default -> pods;
        };
    }

    private Amount most(Amount other) {
        return with(other, BigDecimal::max);
    }

    private Amount with(Amount other, BinaryOperator<BigDecimal> both) {
        return new Amount(both.apply(cpu, other.cpu), both.apply(memory, other.memory), both.apply(pods, other.pods));
    }

    @Override
    public String toString() {
        return "%s CPU, %s GiB, %s pods"
                .formatted(
                        cpu.setScale(2, RoundingMode.HALF_UP).toPlainString(),
                        memory.divide(GIBIBYTE, 1, RoundingMode.HALF_UP).toPlainString(),
                        pods.setScale(0, RoundingMode.HALF_UP).toPlainString());
    }
}
