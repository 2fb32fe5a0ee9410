package dev.plumbline.iam.policy;

/** What a statement does when it matches; a Deny wins over every Allow. */
public enum Effect {
    ALLOW,
    DENY
}
