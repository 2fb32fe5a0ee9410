package dev.plumbline.iam.permission;

import java.util.List;
import java.util.Map;

/**
 * What a role must be able to do, or must not.
 *
 * @param name for people, for example {@code publishes}
 * @param allowed whether it must, or must not
 * @param actions for example {@code sns:Publish}
 * @param resource an ARN, or {@code *}
 * @param context what the requests say besides, by context key
 */
public record Expectation(
        String name, boolean allowed, List<String> actions, String resource, Map<String, String> context) {
    public Expectation {
        actions = List.copyOf(actions);
        context = Map.copyOf(context);
    }

    public List<Question> questions() {
        return actions.stream()
                .map(action -> new Question(action, resource, context))
                .toList();
    }
}
