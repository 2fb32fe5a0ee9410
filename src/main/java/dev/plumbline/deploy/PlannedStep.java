package dev.plumbline.deploy;

/**
 * A step and what carrying it out would do. A gate changes nothing: it is needed when something behind it is written.
 *
 * @param basis what the change was computed from: a digest of the object as it was found, {@code revision 3 deployed} of a release;
 *     empty if there was nothing, and for a gate. Two plans with the same basis were made of the same cluster.
 */
public record PlannedStep(Step step, Change change, String basis) {
    public PlannedStep(Step step, Change change) {
        this(step, change, "");
    }
}
