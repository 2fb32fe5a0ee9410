package dev.plumbline.review;

import dev.plumbline.cluster.Models;
import dev.plumbline.deploy.Change;
import dev.plumbline.deploy.ContentDigest;
import dev.plumbline.deploy.PlannedStep;
import dev.plumbline.deploy.Step;
import java.util.List;
import java.util.Locale;

/**
 * One step of a plan as it is kept.
 *
 * @param id the step's
 * @param change {@code create}, {@code update}, {@code recover} or {@code unchanged}
 * @param wanted digest of what the inputs say
 * @param basis what the cluster had, as in {@link PlannedStep#basis()}
 * @param fields what would change
 */
public record SavedStep(String id, String change, String wanted, String basis, List<SavedField> fields) {
    public SavedStep {
        fields = List.copyOf(fields);
    }

    static SavedStep of(PlannedStep planned) {
        return new SavedStep(
                planned.step().id(),
                planned.change().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                wanted(planned.step()),
                planned.basis(),
                planned.change() instanceof Change.Update update
                        ? update.fields().stream().map(SavedField::of).toList()
                        : List.of());
    }

    private static String wanted(Step step) {
        if (step instanceof Step.Apply apply) {
            return ContentDigest.of(Models.tree(apply.object()));
        }
        return step instanceof Step.Deploy deploy ? deploy.release().digest() : "";
    }
}
