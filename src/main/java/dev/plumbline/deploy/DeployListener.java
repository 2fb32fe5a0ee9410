package dev.plumbline.deploy;

/** Hears each change of a step's state; called from several threads, one call at a time. */
@FunctionalInterface
public interface DeployListener {
    void changed(StepState state);
}
