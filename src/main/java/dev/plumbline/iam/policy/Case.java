package dev.plumbline.iam.policy;

/** Whether capitals matter. */
public enum Case {
    MATTERS,
    IGNORED
}
