package dev.plumbline.harness;

import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.Step;
import dev.plumbline.drift.DriftFinding.How;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.readiness.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a deploy would do, and what others did since the last one.
 *
 * @param troubles objects that are not ready; not looked for where the plan writes
 */
public record Outlook(Plan plan, DriftReport drift, List<String> troubles) {
    /** Whether there is nothing to do, and nothing to wait for. */
    public boolean isQuiet() {
        return !plan.writes() && troubles.isEmpty() && drift.adoptions().isEmpty();
    }

    /** What others did, without what the plan itself shows and puts right. */
    public DriftReport besides() {
        Set<String> written = plan.steps().stream()
                .filter(planned -> planned.change().writes())
                .map(planned -> planned.step() instanceof Step.Apply apply
                        ? ObjectRef.of(apply.object()).toString()
                        : planned.step().id())
                .collect(Collectors.toSet());
        return drift.without(finding -> finding.how() == How.GONE
                        && (written.contains(finding.part())
                                || written.contains(finding.object().toString()))
                || finding.how() != How.ADDED
                        && written.contains(finding.object().toString()));
    }
}
