package dev.plumbline.readiness;

import dev.plumbline.readiness.Readiness.NotYet;
import dev.plumbline.readiness.Readiness.Ready;
import dev.plumbline.readiness.Readiness.Terminal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** One wait under way. */
final class WaitRun {

    /** Longest sleep: the graces need to be looked at although nothing changes. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Between reads of what is not watched (CRDs, Services with a load balancer, objects that do not exist yet). */
    private static final Duration UNWATCHED = Duration.ofMillis(300);

    /** Between reads of everything although the watches are silent: one may be deaf for minutes (fabric8 #8111). */
    private static final Duration DISTRUST = Duration.ofSeconds(10);

    private static final Readiness UNSEEN = new NotYet("not looked at yet");

    private final ReadinessRules rules;
    private final ChangingView view;
    private final LongSupplier nanoTime;
    private final Duration deadline;
    private final Consumer<Progress> progress;
    private final long start;

    /** Last verdicts, in the caller's order. */
    private final Map<ObjectRef, Readiness> seen = new LinkedHashMap<>();

    private Optional<Progress> told = Optional.empty();
    private long unwatchedRead;
    private long everythingRead;

    WaitRun(
            ReadinessRules rules,
            ChangingView view,
            LongSupplier nanoTime,
            Collection<ObjectRef> objects,
            Duration deadline,
            Consumer<Progress> progress) {
        this.rules = rules;
        this.view = view;
        this.nanoTime = nanoTime;
        this.deadline = deadline;
        this.progress = progress;
        this.start = nanoTime.getAsLong();
        // what was sent just now is hardly ever ready, the watches tell soon enough, and others are being sent
        this.everythingRead = start;
        this.unwatchedRead = start;
        objects.forEach(object -> seen.put(object, UNSEEN));
    }

    WaitResult run() throws InterruptedException {
        long version = view.version();
        look();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Optional<WaitResult> end = judge();
            if (end.isPresent()) {
                return end.get();
            }
            Duration left = deadline.minus(elapsed());
            if (left.isZero() || left.isNegative()) {
                return lastLook();
            }
            view.awaitChange(version, shortest(left, pause()));
            version = view.version();
            look();
        }
    }

    /** Whether it is over; a "ready" or "never" of the watches is not believed before it was read. */
    private Optional<WaitResult> judge() {
        Optional<WaitResult> failed = failure();
        if (failed.isPresent()) {
            return failed;
        }
        tell();
        return allReady() ? Optional.of(new WaitResult.Converged(elapsed())) : Optional.empty();
    }

    private void look() {
        if (nanoTime.getAsLong() - everythingRead >= DISTRUST.toNanos()) {
            readEverything();
            return;
        }
        boolean wereReady = allReady();
        seen.replaceAll((ref, last) -> {
            if (rules.settles(ref)) {
                return last;
            }
            Readiness now = rules.assess(ref, view);
            return now instanceof Terminal ? rules.assess(ref, view.fresh()) : now;
        });
        if (nanoTime.getAsLong() - unwatchedRead >= UNWATCHED.toNanos() || onlyUnwatchedLeft()) {
            seen.replaceAll((ref, last) ->
                    last instanceof Ready || !rules.settles(ref) ? last : rules.assess(ref, view.fresh()));
            unwatchedRead = nanoTime.getAsLong();
        }
        if (allReady() && !wereReady) {
            readEverything();
        }
    }

    /** Whether all that is watched is ready, and the rest was never asked for: then nothing is gained by asking later. */
    private boolean onlyUnwatchedLeft() {
        return seen.entrySet().stream()
                .allMatch(each -> each.getValue() instanceof Ready
                        || rules.settles(each.getKey()) && each.getValue().equals(UNSEEN));
    }

    private void readEverything() {
        seen.replaceAll(
                (ref, last) -> last instanceof Ready && rules.settles(ref) ? last : rules.assess(ref, view.fresh()));
        everythingRead = nanoTime.getAsLong();
        unwatchedRead = everythingRead;
    }

    private WaitResult lastLook() {
        readEverything();
        return judge().orElseGet(() -> new WaitResult.TimedOut(deadline, lastObserved()));
    }

    private Map<ObjectRef, String> lastObserved() {
        return seen.entrySet().stream()
                .filter(each -> each.getValue() instanceof NotYet)
                .collect(Collectors.toMap(Map.Entry::getKey, each -> ((NotYet) each.getValue()).observed()));
    }

    private Optional<WaitResult> failure() {
        return seen.entrySet().stream()
                .filter(each -> each.getValue() instanceof Terminal)
                .findFirst()
                .map(each -> new WaitResult.Failed(each.getKey(), ((Terminal) each.getValue()).reason()));
    }

    private boolean allReady() {
        return seen.values().stream().allMatch(Ready.class::isInstance);
    }

    private void tell() {
        Optional<Map.Entry<ObjectRef, Readiness>> waiting = seen.entrySet().stream()
                .filter(each -> each.getValue() instanceof NotYet)
                .findFirst();
        int ready = (int) seen.values().stream().filter(Ready.class::isInstance).count();
        Progress now = new Progress(
                ready,
                seen.size(),
                waiting.map(Map.Entry::getKey),
                waiting.map(each -> ((NotYet) each.getValue()).observed()).orElse(""));
        if (!told.equals(Optional.of(now))) {
            told = Optional.of(now);
            progress.accept(now);
        }
    }

    private Duration pause() {
        boolean unwatched = seen.entrySet().stream()
                .anyMatch(each -> !(each.getValue() instanceof Ready) && rules.settles(each.getKey()));
        return unwatched ? UNWATCHED : TICK;
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    private static Duration shortest(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}
