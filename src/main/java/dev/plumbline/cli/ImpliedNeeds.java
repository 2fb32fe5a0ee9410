package dev.plumbline.cli;

import dev.plumbline.deploy.Milestone;
import dev.plumbline.deploy.Need;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which needs of a step follow from its other needs: a plan is read more easily without them. */
final class ImpliedNeeds {
    private final Map<String, Set<Need>> all = new HashMap<>();

    ImpliedNeeds(Plan plan) {
        for (PlannedStep planned : plan.steps()) {
            Set<Need> known = new HashSet<>();
            planned.step().needs().forEach(need -> {
                known.add(need);
                known.addAll(all.get(need.step()));
            });
            all.put(planned.step().id(), known);
        }
    }

    /** The needs that no other need brings with it. */
    List<Need> direct(Step step) {
        return step.needs().stream()
                .filter(need -> step.needs().stream().noneMatch(other -> !other.equals(need) && implies(other, need)))
                .toList();
    }

    private boolean implies(Need other, Need need) {
        Set<Need> behind = all.get(other.step());
        return other.equals(new Need(need.step(), Milestone.READY))
                || behind.contains(need)
                || (need.milestone() == Milestone.SENT && behind.contains(new Need(need.step(), Milestone.READY)));
    }
}
