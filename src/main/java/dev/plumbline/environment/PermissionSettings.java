package dev.plumbline.environment;

import java.util.List;
import java.util.Map;

/**
 * What a role must be able to do, or must not.
 *
 * @param name its name in {@code permissions}, for example {@code publishes}
 * @param allowed whether it must, or must not
 * @param actions for example {@code sns:Publish}
 * @param resource an ARN, {@code *}, or a word for what the environment names, for example {@code topic/inference}
 * @param context what the requests say besides, by context key of IAM
 */
public record PermissionSettings(
        String name, boolean allowed, List<String> actions, String resource, Map<String, String> context) {
    public PermissionSettings {
        actions = List.copyOf(actions);
        context = Map.copyOf(context);
    }
}
