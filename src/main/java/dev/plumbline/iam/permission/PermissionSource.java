package dev.plumbline.iam.permission;

import java.util.List;

/** Whoever can say what one role may do: IAM's simulator, or the role's own policies. */
@FunctionalInterface
public interface PermissionSource {
    /** @return one decision for each question, in their order */
    List<Decision> decide(List<Question> questions);
}
