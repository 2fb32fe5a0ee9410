package dev.plumbline.deploy;

import dev.plumbline.environment.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which releases of a platform a person asked for.
 *
 * @param only these, and all that they need; empty = all
 * @param skip not these; what needs one goes on with what is there of it, and is refused where nothing is
 * @param recreate of these, objects that cannot be changed may be deleted and made anew
 */
public record PlanScope(Set<String> only, Set<String> skip, Set<String> recreate) {
    public PlanScope {
        only = Set.copyOf(only);
        skip = Set.copyOf(skip);
        recreate = Set.copyOf(recreate);
    }

    /** The whole platform. */
    public static PlanScope everything() {
        return new PlanScope(Set.of(), Set.of(), Set.of());
    }

    public static PlanScope of(Collection<String> only, Collection<String> skip) {
        return of(only, skip, List.of());
    }

    public static PlanScope of(Collection<String> only, Collection<String> skip, Collection<String> recreate) {
        return new PlanScope(new LinkedHashSet<>(only), new LinkedHashSet<>(skip), new LinkedHashSet<>(recreate));
    }

    public boolean isEverything() {
        return only.isEmpty() && skip.isEmpty() && recreate.isEmpty();
    }

    /**
     * The part of a plan that was asked for.
     *
     * @throws DeployException for a name that is no release of the platform, or when a release that is left out does not exist and
     *     something that would be written needs it
     */
    public Plan within(Plan plan) {
        if (isEverything()) {
            return plan;
        }
        Set<String> releases = plan.steps().stream()
                .map(PlannedStep::step)
                .filter(Step.Deploy.class::isInstance)
                .map(Step::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        only.forEach(name -> requireKnown("--only", name, releases));
        skip.forEach(name -> requireKnown("--skip", name, releases));
        recreate.forEach(name -> requireKnown("--recreate", name, releases));
        Map<String, PlannedStep> steps = new LinkedHashMap<>();
        plan.steps().forEach(step -> steps.put(step.step().id(), step));
        Set<String> kept = only.isEmpty() ? new LinkedHashSet<>(steps.keySet()) : withNeeds(steps);
        kept.removeAll(skip);
        requireWhatTheyNeed(steps, kept);
        return new Plan(
                plan.rendered(),
                plan.steps().stream()
                        .filter(step -> kept.contains(step.step().id()))
                        .map(step -> within(step, kept))
                        .toList());
    }

    private static PlannedStep within(PlannedStep planned, Set<String> kept) {
        Step step = planned.step();
        return new PlannedStep(
                step.needing(step.needs().stream()
                        .filter(need -> kept.contains(need.step()))
                        .toList()),
                planned.change(),
                planned.basis());
    }

    private Set<String> withNeeds(Map<String, PlannedStep> steps) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> next = new ArrayList<>(only);
        while (!next.isEmpty()) {
            String id = next.remove(next.size() - 1);
            if (reached.add(id)) {
                steps.get(id).step().needs().forEach(need -> next.add(need.step()));
            }
        }
        return reached;
    }

    /** What is there of a release that is left out serves as well; where there is nothing, what needs it would only fail later. */
    private void requireWhatTheyNeed(Map<String, PlannedStep> steps, Set<String> kept) {
        for (String skipped : skip) {
            Change change = steps.get(skipped).change();
            boolean absent = change instanceof Change.Create || change instanceof Change.Recover;
            Set<String> needing = writersBehind(skipped, steps, kept);
            if (absent && !needing.isEmpty()) {
                throw new DeployException("""
                        --skip %s: it is not there, and others need it; nothing was touched
                          needed by  %s
                          do         leave --skip %s away, or skip them too: %s""".formatted(
                                skipped,
                                String.join(", ", needing),
                                skipped,
                                needing.stream().map(name -> "--skip " + name).collect(Collectors.joining(" "))));
            }
        }
    }

    private static Set<String> writersBehind(String skipped, Map<String, PlannedStep> steps, Set<String> kept) {
        Set<String> behind = new LinkedHashSet<>(Set.of(skipped));
        // the plan is in order: whoever needs a step stands after it
        steps.values().forEach(planned -> {
            if (planned.step().needs().stream().anyMatch(need -> behind.contains(need.step()))) {
                behind.add(planned.step().id());
            }
        });
        behind.removeIf(id -> !kept.contains(id)
                || !(steps.get(id).step() instanceof Step.Deploy)
                || !steps.get(id).change().writes());
        return behind;
    }

    private static void requireKnown(String option, String name, Set<String> releases) {
        if (!releases.contains(name)) {
            throw new DeployException("%s %s: no release of this platform has that name%s\n  releases  %s"
                    .formatted(
                            option,
                            name,
                            Spelling.closest(name, releases)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""),
                            String.join(", ", releases)));
        }
    }
}
