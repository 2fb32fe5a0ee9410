package dev.plumbline.status;

import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.Step;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.Readiness;
import dev.plumbline.readiness.ReadinessOptions;
import dev.plumbline.readiness.ReadinessRules;
import dev.plumbline.readiness.View;
import dev.plumbline.snapshot.Snapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Whether everything of a plan is ready at this moment: a look at LISTs that waits for nothing. */
public final class Standing {
    /** As many as a small API server answers without making the others wait. */
    private static final int AT_ONCE = 8;

    private final Snapshot snapshot;

    public Standing(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Each object that is not ready, and what is seen of it; empty = all are. */
    public List<String> troubles(Plan plan) {
        ReadinessRules rules = ReadinessRules.standard(ReadinessOptions.forDeploy());
        View view = snapshot.view();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Optional<String>>> looks = plan.steps().stream()
                    .flatMap(step -> objectsOf(step.step()))
                    .map(ref -> CompletableFuture.supplyAsync(() -> trouble(ref, rules.assess(ref, view)), threads))
                    .toList();
            return looks.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is seen of an object that is not ready. */
    static Optional<String> trouble(ObjectRef ref, Readiness readiness) {
        if (readiness instanceof Readiness.NotYet notYet) {
            return Optional.of(ref + ": " + notYet.observed());
        }
        return readiness instanceof Readiness.Terminal terminal
                ? Optional.of(ref + ": " + terminal.reason())
                : Optional.empty();
    }

    private static Stream<ObjectRef> objectsOf(Step step) {
        if (step instanceof Step.Deploy deploy) {
            String namespace = deploy.release().release().namespace();
            return deploy.release().objects().stream().map((HasMetadata object) -> ObjectRef.of(object, namespace));
        }
        return step instanceof Step.Apply apply ? Stream.of(ObjectRef.of(apply.object())) : Stream.empty();
    }
}
