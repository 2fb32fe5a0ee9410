package dev.plumbline.environment;

/** A condition on several inputs together. Absent or invalid inputs are another rule's business. */
@FunctionalInterface
interface Rule {
    void check(Inputs in, Findings findings);
}
