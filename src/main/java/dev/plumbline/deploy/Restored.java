package dev.plumbline.deploy;

/**
 * One step that was taken back.
 *
 * @param step its id
 * @param to what it is again, for example {@code revision 3, as revision 5}
 * @param trouble why that did not come up either; empty = it is ready
 */
public record Restored(String step, String to, String trouble) {

    /** Whether what was there before runs again. */
    public boolean isReady() {
        return trouble.isEmpty();
    }
}
