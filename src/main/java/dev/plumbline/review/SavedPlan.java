package dev.plumbline.review;

import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlanScope;
import dev.plumbline.deploy.Step;
import dev.plumbline.drift.DriftFinding;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.readiness.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A plan that somebody looked at and kept. It holds digests only, so it may be attached to a review.
 *
 * @param format of this record; a file of another one is refused
 * @param environment whose plan it is
 * @param clusterUid of the cluster it was made on
 * @param made when
 * @param only releases it was limited to; empty = all
 * @param skip releases it leaves out
 * @param recreate releases whose immutable objects may be deleted and created anew
 * @param images digests that the tags of application images named then, by image; those that nobody could say are not in it
 * @param steps in order
 * @param drift what others had changed in what the steps are about
 * @param adoptions what Terraform held, to be taken over
 */
public record SavedPlan(
        int format,
        String environment,
        String clusterUid,
        Instant made,
        List<String> only,
        List<String> skip,
        List<String> recreate,
        Map<String, String> images,
        List<SavedStep> steps,
        List<SavedDrift> drift,
        List<String> adoptions) {
    static final int FORMAT = 2;

    public SavedPlan {
        only = List.copyOf(only);
        skip = List.copyOf(skip);
        recreate = List.copyOf(recreate);
        images = Map.copyOf(images);
        steps = List.copyOf(steps);
        drift = List.copyOf(drift);
        adoptions = List.copyOf(adoptions);
    }

    /**
     * @param plan what is kept: already limited to the scope
     * @param drift what others did, in everything
     * @param images what the tags of images name
     */
    public static SavedPlan of(
            Plan plan,
            DriftReport drift,
            PlanScope scope,
            String clusterUid,
            Instant made,
            Map<String, String> images) {
        return new SavedPlan(
                FORMAT,
                plan.rendered().platform().environment().name(),
                clusterUid,
                made,
                List.copyOf(new TreeSet<>(scope.only())),
                List.copyOf(new TreeSet<>(scope.skip())),
                List.copyOf(new TreeSet<>(scope.recreate())),
                images,
                plan.steps().stream().map(SavedStep::of).toList(),
                driftIn(plan, drift).stream().map(SavedDrift::of).toList(),
                adoptions(drift));
    }

    /** What is left out of a plan may drift meanwhile. */
    private static List<DriftFinding> driftIn(Plan plan, DriftReport drift) {
        Set<String> parts = plan.steps().stream()
                .map(planned -> planned.step() instanceof Step.Apply apply
                        ? ObjectRef.of(apply.object()).toString()
                        : planned.step().id())
                .collect(Collectors.toSet());
        return drift.findings().stream()
                .filter(finding -> parts.contains(finding.part())
                        || parts.contains(finding.object().toString()))
                .toList();
    }

    private static List<String> adoptions(DriftReport drift) {
        return drift.adoptions().stream()
                .map(adoption ->
                        "%s, written by %s".formatted(adoption.object(), String.join(", ", adoption.managers())))
                .toList();
    }

    public PlanScope scope() {
        return PlanScope.of(only, skip, recreate);
    }

    /**
     * What is no longer as it was when the plan was made; empty = carrying out the plan of today does exactly what was looked at.
     *
     * @param now the plan of the same scope, made anew
     * @param drift what others did by now
     * @return one line for each thing that moved, for people
     */
    public List<String> movedIn(Plan now, DriftReport drift) {
        List<String> moved = movedSteps(now);
        List<DriftFinding> today = driftIn(now, drift);
        List<SavedDrift> found = today.stream().map(SavedDrift::of).toList();
        today.stream()
                .filter(finding -> !this.drift.contains(SavedDrift.of(finding)))
                .forEach(finding -> moved.add(SavedDrift.moved(finding, this.drift)));
        this.drift.stream().filter(each -> !each.isIn(found)).forEach(each -> moved.add(each.gone()));
        adoptions(drift).stream()
                .filter(adoption -> !adoptions.contains(adoption))
                .forEach(adoption -> moved.add("terraform: %s".formatted(adoption)));
        return moved;
    }

    /**
     * An adoption makes go away what Terraform alone declared; here that is what was looked at, or it does not happen.
     *
     * @param now the plan of the same scope, made anew after the adoption
     * @throws DeployException naming what the kept plan did not say
     */
    public void requireAfterAdoption(Plan now) {
        List<String> moved = movedSteps(now);
        if (!moved.isEmpty()) {
            throw new DeployException("""
                    adopted; what is to change now was not in the plan of %s, and was not changed
                      found  %s
                      do     plan again: ./plumbline plan -e %s""".formatted(made, String.join("\n         ", moved), environment));
        }
    }

    private List<String> movedSteps(Plan now) {
        Map<String, SavedStep> then = byId(steps);
        Map<String, SavedStep> today =
                byId(now.steps().stream().map(SavedStep::of).toList());
        Set<String> ids = new LinkedHashSet<>(then.keySet());
        ids.addAll(today.keySet());
        List<String> moved = new ArrayList<>();
        for (String id : ids) {
            if (!today.containsKey(id)) {
                moved.add("inputs: %s is no longer a step".formatted(id));
            } else if (!then.containsKey(id)) {
                moved.add("inputs: %s is a new step".formatted(id));
            } else {
                moved.addAll(between(then.get(id), today.get(id)));
            }
        }
        return moved;
    }

    private static List<String> between(SavedStep then, SavedStep now) {
        List<String> moved = new ArrayList<>();
        // a step that does nothing, then and now, cannot do something else: charts may render what means nothing anew
        boolean idle = then.change().equals("unchanged") && now.change().equals("unchanged");
        if (!idle && !then.wanted().equals(now.wanted())) {
            moved.add("inputs: %s should be something else now%s".formatted(now.id(), fields(then, now)));
        }
        if (!then.basis().equals(now.basis())) {
            moved.add("cluster: %s was %s, is %s%s"
                    .formatted(now.id(), found(then), found(now), moved.isEmpty() ? fields(then, now) : ""));
        }
        if (moved.isEmpty()
                && !(then.change().equals(now.change()) && then.fields().equals(now.fields()))) {
            moved.add("plan: %s was %s, is %s%s".formatted(now.id(), then.change(), now.change(), fields(then, now)));
        }
        return moved;
    }

    private static String found(SavedStep step) {
        return step.basis().isEmpty() ? "absent" : step.basis().replaceFirst("^(sha256:.{12}).*", "$1");
    }

    private static String fields(SavedStep then, SavedStep now) {
        Set<SavedField> different = new LinkedHashSet<>(then.fields());
        different.addAll(now.fields());
        different.removeIf(
                field -> then.fields().contains(field) && now.fields().contains(field));
        String paths =
                different.stream().map(SavedField::path).distinct().limit(5).collect(Collectors.joining(", "));
        return paths.isEmpty() ? "" : " (" + paths + ")";
    }

    private static Map<String, SavedStep> byId(List<SavedStep> steps) {
        Map<String, SavedStep> byId = new LinkedHashMap<>();
        steps.forEach(step -> byId.put(step.id(), step));
        return byId;
    }
}
