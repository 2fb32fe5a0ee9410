package dev.plumbline.iam.trust;

import dev.plumbline.iam.policy.Statement;

/**
 * Somebody besides the service account who could assume the role.
 *
 * @param who for example {@code every service account of the cluster}
 * @param statement which statement lets them in
 * @param why which condition is missing or too wide
 */
public record Outsider(String who, String statement, String why) {
    static Outsider of(Statement statement, String who, String why) {
        return new Outsider(who, statement.label(), why);
    }

    public String sentence() {
        return "%s lets %s assume the role: %s".formatted(statement, who, why);
    }
}
