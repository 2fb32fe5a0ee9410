package dev.plumbline.harness;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.cluster.ClusterConnection;
import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.cluster.Contention;
import dev.plumbline.cluster.DeployLease;
import dev.plumbline.cluster.RunIdentity;
import dev.plumbline.cluster.RunStamp;
import dev.plumbline.deploy.DeployException;
import dev.plumbline.deploy.DeployListener;
import dev.plumbline.deploy.Deployer;
import dev.plumbline.deploy.FailureEvidence;
import dev.plumbline.deploy.FailurePolicy;
import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.NamespaceContents;
import dev.plumbline.deploy.OnFailure;
import dev.plumbline.deploy.Plan;
import dev.plumbline.deploy.PlanScope;
import dev.plumbline.deploy.RenderedPlatform;
import dev.plumbline.diagnose.ClusterEvidence;
import dev.plumbline.drift.Adoption;
import dev.plumbline.drift.DriftCheck;
import dev.plumbline.drift.DriftReport;
import dev.plumbline.environment.Environment;
import dev.plumbline.ground.Ground;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.inputs.MovedInput;
import dev.plumbline.observe.Origin;
import dev.plumbline.observe.Source;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.preflight.Finding;
import dev.plumbline.preflight.ImageDigests;
import dev.plumbline.readiness.LiveView;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.readiness.ReadinessOptions;
import dev.plumbline.readiness.ReadinessRules;
import dev.plumbline.readiness.ReadinessWait;
import dev.plumbline.readiness.WaitResult;
import dev.plumbline.redact.Redactor;
import dev.plumbline.removal.ClusterSweep;
import dev.plumbline.removal.Destroyed;
import dev.plumbline.removal.Destroyer;
import dev.plumbline.removal.Strangers;
import dev.plumbline.review.Immutable;
import dev.plumbline.review.PlanFile;
import dev.plumbline.review.Recreation;
import dev.plumbline.review.Rolling;
import dev.plumbline.review.SavedPlan;
import dev.plumbline.status.Health;
import dev.plumbline.status.Outputs;
import dev.plumbline.status.ReleaseHealth;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One environment's platform on one cluster: plan, deploy, outputs, destroy. */
public final class Installation implements AutoCloseable {
    /** Two scrapes of 15 s, and the autoscaler's own round; a verification right after a deploy should not fail for that. */
    private static final Duration FIRST_NUMBERS = Duration.ofSeconds(90);

    private final Harness harness;
    private final Target target;
    private final Cluster cluster;
    private final ClusterIdentity identity;
    private final Environment environment;
    private final RunIdentity run = RunIdentity.create();
    private final RunStamp stamp;
    private final Reservation reservation;
    private final Lookout lookout;

    private Installation(
            Harness harness, Target target, Cluster cluster, ClusterIdentity identity, Environment environment) {
        this.harness = harness;
        this.target = target;
        this.cluster = cluster;
        this.identity = identity;
        this.environment = environment;
        this.stamp = new RunStamp(run.id(), environment.projectName(), environment.name(), target.expires());
        this.reservation = new Reservation(
                cluster,
                identity,
                environment,
                runFiles(),
                // a Helm call under way would go on writing
                new Reservation.Writer(run, stamp, harness.helm()::close));
        this.lookout = new Lookout(harness, cluster, environment);
    }

    static Installation open(Harness harness, Target target) {
        if (target.tokens().isEmpty()) {
            harness.workspace().redactor().registerAll(KubeconfigSecrets.of(target.kubeconfig()));
        }
        Cluster cluster = target.connect();
        try {
            ClusterIdentity identity = ClusterConnection.identify(cluster);
            Guard.check(harness.environment(), identity);
            Guard.refuseExpiry(harness.environment(), target.expires());
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

    /** Who writes to the cluster from here. */
    public RunIdentity run() {
        return run;
    }

    /** What results must say of this cluster. */
    public List<String> notes() {
        return target.notes();
    }

    /** Why the environment may not be what it seems. */
    public List<String> warnings() {
        return harness.warnings();
    }

    /** The platform as it should be here; rendered once. */
    public RenderedPlatform rendered() {
        return lookout.rendered();
    }

    /** Another platform as it would be sent to this cluster. */
    public RenderedPlatform render(Platform other) {
        return harness.render(other);
    }

    /** What a deploy would change; reads and dry-runs only. */
    public Plan plan() {
        return lookout.plan();
    }

    /** Looks at plan, drift and readiness at once, without the lease: reads and dry-runs only. */
    public Outlook outlook(PlanScope scope) {
        return lookout.outlook(scope);
    }

    /**
     * Takes the environment's lease on this cluster until this installation is closed: what is planned from now on, nobody else overtakes.
     * What cannot be rendered fails before.
     *
     * @param said hears who is waited for
     * @throws dev.plumbline.cluster.ClusterException if somebody else holds it and is not waited for
     */
    public void reserve(Contention contention, Consumer<String> said) {
        rendered();
        reservation.take(contention, said);
    }

    /**
     * The same for some of the releases.
     *
     * @throws dev.plumbline.deploy.DeployException for a name that is none, or when something would be written that needs a release
     *     which is left out and does not exist
     */
    public Plan plan(PlanScope scope) {
        return scope.within(plan());
    }

    /** What the tags of the application images name today. */
    public ImageDigests images() {
        return Preflights.digests(environment);
    }

    /** Keeps a plan in a file, with what others did until now, and what its tags name. */
    public void save(Outlook outlook, PlanScope scope, ImageDigests images, Path file) {
        PlanFile.write(
                SavedPlan.of(outlook.plan(), outlook.drift(), scope, identity.uid(), Instant.now(), images.digests()),
                file);
    }

    /**
     * Today's plan, if it does exactly what the saved one says.
     *
     * @throws DeployException naming everything that moved since
     */
    public Plan planAsSaved(SavedPlan saved) {
        Outlook now = outlook(saved.scope());
        List<String> moved = new ArrayList<>();
        if (!saved.clusterUid().equals(identity.uid())) {
            moved.add("cluster: the plan was made on the one with uid %s, this is %s"
                    .formatted(saved.clusterUid(), identity.uid()));
        }
        moved.addAll(saved.movedIn(now.plan(), now.drift()));
        Map<String, String> written = now.plan().written(saved.images());
        if (!written.isEmpty()) {
            moved.addAll(images().movedSince(written));
        }
        if (!moved.isEmpty()) {
            throw new DeployException(
                    "the plan of %s is no longer true; nothing was touched\n  moved  %s\n  do     look again: ./plumbline plan -e %s"
                            .formatted(saved.made(), String.join("\n         ", moved), environment.name()));
        }
        return now.plan();
    }

    /** Whether the cluster can take the platform: room, rights, owners, versions; reads only. */
    public List<Finding> ground() {
        return new Ground(cluster, identity).findings(rendered());
    }

    /** What happened to the objects since they were deployed; reads and dry-runs only. */
    public DriftReport drift() {
        return lookout.check().report(Lookout.today());
    }

    /** Puts right what drifted. A deploy after it waits until everything is ready again. */
    public DriftCheck.Repaired repair() {
        return lookout.check().repair(Lookout.today());
    }

    /** Takes over what Terraform holds; owners change, nothing else. */
    public List<Adoption> adopt() {
        return reservation.during(held -> {
            held.require();
            return lookout.check().adopt();
        });
    }

    /**
     * Deletes what a plan would change and the API server would refuse to change, if that was agreed to.
     *
     * @throws DeployException if it was not; then nothing was touched
     */
    public List<Immutable.Obstacle> recreate(Plan plan, Set<String> agreed) {
        List<Immutable.Obstacle> obstacles = Immutable.in(plan);
        Immutable.requireAgreed(obstacles, agreed);
        return reservation.during(held -> {
            held.require();
            new Recreation(cluster).remove(obstacles);
            return obstacles;
        });
    }

    /** The pods that carrying out a plan replaces, by workload. */
    public Map<String, List<String>> rolling(Plan plan) {
        return new Rolling(cluster).podsOf(plan);
    }

    /** Carries out a plan with what is usual after a failure: what was there before is restored, a first install is kept. */
    public Journal deploy(Plan plan, DeployListener listener) {
        return deploy(plan, listener, Optional.empty());
    }

    /**
     * Carries out a plan and keeps its journal; without a reservation it takes the lease for as long as that takes.
     *
     * @param onFailure empty = as usual
     */
    public Journal deploy(Plan plan, DeployListener listener, Optional<OnFailure> onFailure) {
        FailurePolicy policy = new FailurePolicy(onFailure, evidence());
        return reservation.during(held -> {
            Journal journal =
                    new Deployer(cluster, harness.helm(), held, stamp, listener, policy).deploy(plan, identity.uid());
            runFiles().write(journal);
            if (journal.succeeded()) {
                rememberInputs();
            }
            return journal;
        });
    }

    /**
     * Plans, deploys, and waits until it can be verified.
     *
     * @throws DeployException naming each step that failed, and why
     */
    void deployOrThrow() {
        Journal journal = deploy(plan(), state -> {});
        if (!journal.succeeded()) {
            throw new DeployException(journal.failures().stream()
                    .map(step -> step.step() + ": " + step.detail())
                    .collect(Collectors.joining("\n", "the platform could not be deployed:\n", "")));
        }
        awaitVerifiable(progress -> {});
    }

    /** The same cluster, asked for something else. Only this one is closed. */
    Installation askingFor(Environment other) {
        return new Installation(harness, target, cluster, identity, other);
    }

    /** Where what is observed here was seen. */
    Origin origin() {
        return new Origin(environment, Source.ofCluster(environment.target()));
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

    /** Keeps what this deploy goes by, also where nothing of it made a difference. */
    public void rememberInputs() {
        runFiles().write(DeployedInputs.of(environment, identity.uid()));
    }

    /** The values of Terraform modules that are not those of the last deploy from this machine to this cluster. */
    public List<MovedInput> movedInputs() {
        return runFiles()
                .inputs(identity.uid())
                .map(last -> last.movedIn(DeployedInputs.of(environment, identity.uid())))
                .orElse(List.of());
    }

    /** In the shape of {@code terraform output -json}. */
    public Map<String, Object> outputs() {
        return new Outputs(cluster, stored()).of(PlatformFactory.platformOf(environment));
    }

    /** How each release is, at this moment. */
    public List<ReleaseHealth> status() {
        return new Health(cluster, stored()).of(rendered());
    }

    /**
     * Removes the platform in reverse order.
     *
     * @throws DeployException if Terraform holds some of it: what it made becomes ours to remove when a deploy has taken it over
     */
    public Destroyed destroy(Consumer<String> said) {
        return destroy(Destroyer.PATIENCE, said);
    }

    /** @param patience how long what is deleted may take to go */
    public Destroyed destroy(Duration patience, Consumer<String> said) {
        refuseWhatTerraformHolds();
        Strangers strangers = new Strangers(
                new NamespaceContents(cluster.client()), environment.target().isLive(), said);
        return reservation.during(held -> destroyer(held, patience).destroy(rendered(), strangers, said));
    }

    /**
     * Removes what runs of this environment left here and what has expired. Whoever still deploys here is not waited for.
     *
     * @param said hears what goes, and why the rest stays
     * @return what went, for people
     * @throws dev.plumbline.cluster.ClusterException if the environment is live, or a run of it is
     */
    public List<String> sweep(Consumer<String> said) {
        Guard.refuseSweep(environment);
        reserve(Contention.REFUSE, said);
        return reservation.during(held -> new ClusterSweep(
                        cluster, destroyer(held, Destroyer.PATIENCE), stored(), environment, Instant.now())
                .sweep(rendered(), said));
    }

    private Destroyer destroyer(DeployLease held, Duration patience) {
        return new Destroyer(cluster, harness.helm(), held, stored(), patience);
    }

    private void refuseWhatTerraformHolds() {
        List<Adoption> terraforms = lookout.check().held();
        if (!terraforms.isEmpty()) {
            throw new DeployException(
                    "Terraform holds %d objects of environment %s, %s among them; nothing was touched\n  do  take them over: ./plumbline deploy -e %s; or let Terraform remove them: terraform destroy"
                            .formatted(
                                    terraforms.size(),
                                    environment.name(),
                                    terraforms.get(0).object(),
                                    environment.name()));
        }
    }

    /** The newest revision of each release on this cluster. */
    public ReleaseSecrets stored() {
        return lookout.stored();
    }

    private FailureEvidence evidence() {
        Redactor redactor = harness.workspace().redactor();
        return new ClusterEvidence(
                cluster,
                harness.workspace().stateOf(environment.name()).resolve("failures"),
                redactor,
                new RunSecrets(redactor)::of);
    }

    private RunFiles runFiles() {
        return new RunFiles(harness.workspace(), environment.name());
    }

    /** Whether a run that was killed on this machine still has the environment's lease. */
    public boolean isLeaseLeftBehind() {
        return reservation.isLeftBehind();
    }

    @Override
    public void close() {
        reservation.close();
        cluster.close();
    }
}
