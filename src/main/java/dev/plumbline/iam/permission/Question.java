package dev.plumbline.iam.permission;

import java.util.Map;

/**
 * May a role do this?
 *
 * @param action for example {@code sns:Publish}
 * @param resource an ARN, or {@code *} for actions that have none
 * @param context what the request says besides, by context key; keys that are not here are absent from the request
 */
public record Question(String action, String resource, Map<String, String> context) {
    public Question {
        context = Map.copyOf(context);
    }

    @Override
    public String toString() {
        return action + " on " + resource;
    }
}
