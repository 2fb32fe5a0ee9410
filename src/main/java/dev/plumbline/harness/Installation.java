package dev.plumbline.harness;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.deploy.DeployListener;
import dev.plumbline.deploy.Deployer;
import dev.plumbline.deploy.Destroyer;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.Outputs;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.Planner;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.ReleaseSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One environment's platform on one cluster: plan, deploy, outputs, destroy. */
public final class Installation implements AutoCloseable {
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

    /** The journal of the last deploy from this machine to this cluster. */
    public Optional<Journal> lastDeploy() {
        return runFiles().journal(identity.uid());
    }

    /** In the shape of {@code terraform output -json}. */
    public Map<String, Object> outputs() {
        return new Outputs(cluster, stored()).of(dev.plumbline.platform.PlatformFactory.platformOf(environment));
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
