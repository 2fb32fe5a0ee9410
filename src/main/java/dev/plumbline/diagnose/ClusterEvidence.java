package dev.plumbline.diagnose;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.FailedStep;
import dev.plumbline.deploy.FailureEvidence;
import dev.plumbline.deploy.Finding;
import dev.plumbline.redact.Redactor;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Collects a failed step's evidence from its cluster into a folder: objects with their conditions, events, container states, logs of
 * this run and of the one before, Helm's history.
 */
public final class ClusterEvidence implements FailureEvidence {
    /** Some thirty reads take a second; an API server that answers none of them must not hold up the rollback. */
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final Path failures;
    private final Redactor redactor;
    private final Consumer<Secret> secrets;

    /**
     * @param failures where the bundles of this environment are
     * @param redactor sees all that is written
     * @param secrets is told of every Secret near the failure before anything is written: logs may repeat their values
     */
    public ClusterEvidence(Cluster cluster, Path failures, Redactor redactor, Consumer<Secret> secrets) {
        this.cluster = cluster;
        this.failures = failures;
        this.redactor = redactor;
        this.secrets = secrets;
    }

    @Override
    public Finding collect(FailedStep failed) {
        Bundle bundle = Bundle.create(failures, failed.step(), Instant.now(), redactor);
        Collection collection = new Collection(cluster.client(), bundle, secrets);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> cause = thread.submit(() -> collection.of(failed));
            return found(failed, cause.get(BUDGET.toMillis(), TimeUnit.MILLISECONDS), bundle);
        } catch (TimeoutException slow) {
            return found(
                    failed,
                    incomplete(failed, bundle, "nothing more came within " + BUDGET.toSeconds() + " s"),
                    bundle);
        } catch (ExecutionException broken) {
            return found(failed, incomplete(failed, bundle, broken.getCause().toString()), bundle);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return found(failed, incomplete(failed, bundle, "interrupted"), bundle);
        } finally {
            thread.shutdownNow();
        }
    }

    private static String incomplete(FailedStep failed, Bundle bundle, String why) {
        String cause = ProbableCause.of(failed.reason(), java.util.Optional.empty());
        bundle.write("summary.txt", Collection.summary(failed, cause) + "\nThe evidence is incomplete: " + why + "\n");
        return cause;
    }

    private Finding found(FailedStep failed, String cause, Bundle bundle) {
        return new Finding(
                failed.step(), redactor.redact(cause), bundle.folder().toString());
    }
}
