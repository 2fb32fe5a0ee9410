package dev.plumbline.deploy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts steps so that each stands after the ones it needs. */
final class TopologicalOrder {
    private TopologicalOrder() {}

    static List<Step> of(List<Step> steps) {
        Map<String, Step> waiting = new LinkedHashMap<>();
        steps.forEach(step -> waiting.put(step.id(), step));
        steps.forEach(step -> step.needs().forEach(need -> {
            if (!waiting.containsKey(need.step())) {
                throw new IllegalArgumentException("step %s needs %s, which is not a step; steps: %s"
                        .formatted(step.id(), need.step(), waiting.keySet()));
            }
        }));
        Set<String> placed = new LinkedHashSet<>();
        List<Step> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            int before = ordered.size();
            for (Iterator<Step> left = waiting.values().iterator(); left.hasNext(); ) {
                Step step = left.next();
                if (step.needs().stream().allMatch(need -> placed.contains(need.step()))) {
                    placed.add(step.id());
                    ordered.add(step);
                    left.remove();
                }
            }
            if (ordered.size() == before) {
                throw new IllegalArgumentException("these steps wait for each other: "
                        + waiting.values().stream()
                                .map(step -> step.id() + " needs " + step.needs())
                                .toList());
            }
        }
        return ordered;
    }
}
