package dev.plumbline.review;

import dev.plumbline.drift.DriftFinding;
import java.util.List;

/**
 * One field that others had changed when a plan was made. No value is kept.
 *
 * @param object which object
 * @param field its path; empty = the whole object
 * @param how what had happened to it
 * @param state a name for what was live there, as in {@link DriftFinding#state()}
 */
public record SavedDrift(String object, String field, String how, String state) {
    static SavedDrift of(DriftFinding finding) {
        return new SavedDrift(
                finding.object().toString(), finding.field(), finding.how().name(), finding.state());
    }

    private boolean isOf(SavedDrift other) {
        return object.equals(other.object) && field.equals(other.field);
    }

    /** One line for people, with who did it: what was not found when the plan was made, or not like this. */
    static String moved(DriftFinding now, List<SavedDrift> then) {
        boolean known = then.stream().anyMatch(of(now)::isOf);
        return "drift: %s %s%s".formatted(now.object(), now, known ? " (the plan found something else there)" : "");
    }

    String gone() {
        return "drift: %s %s is again as declared; the plan found it otherwise"
                .formatted(object, field.isEmpty() ? "(object)" : field);
    }

    boolean isIn(List<SavedDrift> others) {
        return others.stream().anyMatch(this::isOf);
    }
}
