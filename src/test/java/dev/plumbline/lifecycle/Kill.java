package dev.plumbline.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A SIGKILL at one point of a run.
 *
 * @param during what is under way
 * @param victim what is killed
 * @param moment when
 */
record Kill(Phase during, Victim victim, Moment moment) {
    /** So that two runs kill at the same points. */
    private static final long SEED = 20_261_123;

    enum Phase {
        FIRST_DEPLOY,
        UPGRADE,
        DESTROY
    }

    enum Victim {
        /** The process that a person started. */
        HARNESS,
        /** All of its child JVMs, in which Helm runs. */
        WORKERS
    }

    /** When to kill, counted from the first write on. */
    sealed interface Moment {}

    /** As soon as so many releases were in the middle of something. */
    record Releases(int count) implements Moment {
        @Override
        public String toString() {
            return "in the middle of release " + count;
        }
    }

    record Time(Duration after) implements Moment {
        @Override
        public String toString() {
            return "after " + after.toMillis() + " ms";
        }
    }

    @Override
    public String toString() {
        return "%s, %s killed %s".formatted(during, victim, moment);
    }

    /** Points spread over first deploy, upgrade and destroy; the first five are those where something is certainly half done. */
    static List<Kill> points(int count) {
        List<Kill> kills = new ArrayList<>(List.of(
                new Kill(Phase.FIRST_DEPLOY, Victim.HARNESS, new Releases(2)),
                new Kill(Phase.UPGRADE, Victim.HARNESS, new Releases(3)),
                new Kill(Phase.UPGRADE, Victim.WORKERS, new Releases(1)),
                new Kill(Phase.DESTROY, Victim.HARNESS, new Releases(4)),
                new Kill(Phase.FIRST_DEPLOY, Victim.WORKERS, new Releases(3))));
        Random random = new Random(SEED);
        Phase[] phases = Phase.values();
        while (kills.size() < count) {
            int i = kills.size();
            Phase phase = phases[i % phases.length];
            kills.add(new Kill(
                    phase,
                    Victim.values()[i / phases.length % 2],
                    i % 2 == 0
                            ? new Releases(1 + random.nextInt(8))
                            : new Time(Duration.ofMillis(random.nextInt(millisOf(phase))))));
        }
        return kills.subList(0, count);
    }

    /** How long the writes of a phase take on a slow machine; what comes after is waiting. */
    private static int millisOf(Phase phase) {
        return phase == Phase.FIRST_DEPLOY ? 25_000 : 10_000;
    }
}
