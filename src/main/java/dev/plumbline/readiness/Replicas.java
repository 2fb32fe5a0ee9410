package dev.plumbline.readiness;

/**
 * How far a rollout is.
 *
 * @param wanted pods it should have
 * @param existing pods that it has, of any revision
 * @param updated pods of the current revision
 * @param available pods that are available
 */
record Replicas(int wanted, int existing, int updated, int available) {

    static int orZero(Integer count) {
        return count == null ? 0 : count;
    }

    boolean complete() {
        return existing == wanted && updated == wanted && available == wanted;
    }

    /** {@code 1 of 2 replicas available}, {@code 1 of 2 replicas updated}, {@code 1 old replica still there}. */
    @Override
    public String toString() {
        if (updated < wanted) {
            return updated == 0 && existing == 0
                    ? "0 of %d replicas created".formatted(wanted)
                    : "%d of %d replicas updated".formatted(updated, wanted);
        }
        if (existing > updated) {
            return "%d old replica(s) still there".formatted(existing - updated);
        }
        if (updated > wanted) {
            return "%d replicas where %d are wanted".formatted(updated, wanted);
        }
        return "%d of %d replicas available".formatted(available, wanted);
    }
}
