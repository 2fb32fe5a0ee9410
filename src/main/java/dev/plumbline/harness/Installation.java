package dev.plumbline.harness;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.deploy.DeployListener;
import dev.plumbline.deploy.Deployer;
import dev.plumbline.deploy.Destroyer;
import dev.plumbline.deploy.Health;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.Outputs;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.Planner;
import dev.plumbline.deploy.ReleaseHealth;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.readiness.LiveView;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.ReadinessOptions;
import dev.plumbline.readiness.ReadinessRules;
import dev.plumbline.readiness.ReadinessWait;
import dev.plumbline.readiness.WaitResult;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One environment's platform on one cluster: plan, deploy, outputs, destroy. */
public final class Installation implements AutoCloseable {
    /** Two scrapes of 15 s, and the autoscaler's own round; a verification right after a deploy should not fail for that. */
    private static final Duration FIRST_NUMBERS = Duration.ofSeconds(90);

    private final Harness harness;
    private final Target target;
    private final Cluster cluster;
    private final ClusterIdentity identity;
    private final Environment environment;
    private RenderedPlatform rendered;

    private Installation(
            Harness harness, Target target, Cluster cluster, ClusterIdentity identity, Environment environment) {
        this.harness = harness;
        this.target = target;
        this.cluster = cluster;
        this.identity = identity;
        this.environment = environment;
    }

    static Installation open(Harness harness, Target target) {
        harness.workspace().redactor().registerAll(KubeconfigSecrets.of(target.kubeconfig()));
        Cluster cluster = ClusterConnection.open(target.name(), target.kubeconfig());
        try {
            ClusterIdentity identity = ClusterConnection.identify(cluster);
            Guard.check(harness.environment(), identity);
            Environment environment =
                    harness.environment().onStartedCluster(target.awsEndpoints(), identity.plainVersion());
            return new Installation(harness, target, cluster, identity, environment);
        } catch (RuntimeException unusable) {
            cluster.close();
            throw unusable;
        }
    }

    public Cluster cluster() {
        return cluster;
    }

    public ClusterIdentity identity() {
        return identity;
    }

    /** The environment as it is on this cluster. */
    public Environment environment() {
        return environment;
    }

    /** What results must say of this cluster. */
    public List<String> notes() {
        return target.notes();
    }

    /** The platform as it should be here; rendered once. */
    public synchronized RenderedPlatform rendered() {
        if (rendered == null) {
            rendered = harness.renderFor(environment);
        }
        return rendered;
    }

    /** What a deploy would change; reads and dry-runs only. */
    public Plan plan() {
        return new Planner(cluster, stored()).plan(rendered());
    }

    /** Carries out a plan and keeps its journal. */
    public Journal deploy(Plan plan, DeployListener listener) {
        Journal journal = new Deployer(cluster, harness.helm(), listener).deploy(plan, identity.uid());
        runFiles().write(journal);
        return journal;
    }

    /**
     * Waits for what comes by itself some time after a deploy: the autoscalers' first numbers need two scrapes of running pods. Returns
     * in any case: what is missing then, a verification reports.
     *
     * @param observed hears what is still missing
     */
    public WaitResult awaitVerifiable(Consumer<String> observed) {
        List<ObjectRef> autoscalers = rendered().objects().stream()
                .filter(HorizontalPodAutoscaler.class::isInstance)
                .map(ObjectRef::of)
                .toList();
        try (LiveView view = new LiveView(cluster.client())) {
            return new ReadinessWait(ReadinessRules.standard(ReadinessOptions.forVerification()), view)
                    .await(autoscalers, FIRST_NUMBERS, progress -> observed.accept(progress.toString()));
        }
    }

    /** The journal of the last deploy from this machine to this cluster. */
    public Optional<Journal> lastDeploy() {
        return runFiles().journal(identity.uid());
    }

    /** In the shape of {@code terraform output -json}. */
    public Map<String, Object> outputs() {
        return new Outputs(cluster, stored()).of(PlatformFactory.platformOf(environment));
    }

    /** How each release is, at this moment. */
    public List<ReleaseHealth> status() {
        return new Health(cluster, stored()).of(rendered());
    }

    /** Removes the platform in reverse order. */
    public void destroy(Consumer<String> said) {
        new Destroyer(cluster, harness.helm(), stored()).destroy(rendered(), said);
    }

    /** The newest revision of each release on this cluster. */
    public ReleaseSecrets stored() {
        return new ReleaseSecrets(cluster.client());
    }

    private RunFiles runFiles() {
        return new RunFiles(harness.workspace(), environment.name());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
