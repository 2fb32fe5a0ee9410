package dev.plumbline.deploy;

/** Collects what tells why a step failed, before anything is restored. */
@FunctionalInterface
public interface FailureEvidence {

    /** Called in the failed step's own thread, while other steps go on; it must end by itself, within some seconds. */
    Finding collect(FailedStep failed);

    /** Nothing is collected; the reason is all that is known. */
    static FailureEvidence none() {
        return failed ->
                new Finding(failed.step(), failed.reason().lines().findFirst().orElse(""), "");
    }
}
