package dev.plumbline.conformance.behaviour;

/** Puts back what a check changed, also when it fails; what goes wrong here then does not hide why it failed. */
@FunctionalInterface
interface Restoration extends AutoCloseable {
    @Override
    void close();
}
