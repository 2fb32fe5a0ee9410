package dev.plumbline.observe;

import dev.plumbline.cluster.Cluster;
import dev.plumbline.deploy.Journal;
import dev.plumbline.environment.Environment;
import dev.plumbline.helm.HelmException;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.observe.ObjectIndex.Scope;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Observes a cluster: one request for each kind and namespace, all at once; nothing is written. */
public final class LiveObservation {
    /** As many as a small API server answers without making the others wait. */
    private static final int AT_ONCE = 8;

    private static final String REAL_SERVICES = "only the stand-in services of a local cluster tell what they see";

    private static final List<Kind> APPLICATION_KINDS = List.of(
            Kind.SERVICE_ACCOUNT,
            Kind.DEPLOYMENT,
            Kind.STATEFUL_SET,
            Kind.POD,
            Kind.SERVICE,
            Kind.CONFIG_MAP,
            Kind.SECRET,
            Kind.REPLICA_SET,
            Kind.AUTOSCALER,
            Kind.DISRUPTION_BUDGET,
            Kind.EXTERNAL_SECRET,
            Kind.DAEMON_SET,
            Kind.JOB,
            Kind.CRON_JOB,
            Kind.INGRESS);
    /** What is looked at of a system release; its configuration and secrets are its own business. */
    private static final List<Kind> SYSTEM_KINDS =
            List.of(Kind.SERVICE_ACCOUNT, Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.POD, Kind.SERVICE);

    private static final List<Kind> CLUSTER_KINDS =
            List.of(Kind.CLUSTER_SECRET_STORE, Kind.API_SERVICE, Kind.MUTATING_WEBHOOK, Kind.VALIDATING_WEBHOOK);

    private final Environment environment;
    private final Declared declared;
    private final ClusterListing listing;
    private final ReleaseSecrets releaseSecrets;
    private final KubernetesClient client;
    private final Extent extent;
    private final Origin origin;

    private LiveObservation(Cluster cluster, Environment environment, ChartVersion applicationChart, Extent extent) {
        this.extent = extent;
        this.client = cluster.client();
        this.environment = environment;
        this.declared = new Declared(environment, applicationChart);
        this.listing = new ClusterListing(cluster.client());
        this.releaseSecrets = new ReleaseSecrets(cluster.client());
        this.origin = new Origin(environment, Source.ofCluster(environment.target()));
    }

    /**
     * What is asked besides the objects.
     *
     * @param tokens whether the cluster is asked for tokens of service accounts: a POST that stores nothing
     * @param deploy the journal of the last deploy, if one was kept
     * @param account the AWS account that has the roles
     */
    public record Extent(boolean tokens, Optional<Journal> deploy, AskedAccount account) {
        /** GET and LIST only. */
        public static Extent readingOnly(AskedAccount account) {
            return new Extent(false, Optional.empty(), account);
        }
    }

    /**
     * @param environment what should be there
     * @param applicationChart the chart of which the application releases should be
     * @return what is there; what could not be read is known as such
     */
    public static Observed of(Cluster cluster, Environment environment, ChartVersion applicationChart, Extent extent) {
        return new LiveObservation(cluster, environment, applicationChart, extent).observe();
    }

    private Observed observe() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<Scope, CompletableFuture<Listing>> listings = new LinkedHashMap<>();
            scopes().forEach(scope -> listings.put(scope, start(threads, () -> read(scope))));
            CompletableFuture<SeenAws> aws = start(threads, this::account);
            CompletableFuture<Answers<SeenToken>> tokens = start(threads, this::tokens);
            Map<String, CompletableFuture<Releases>> releases = new LinkedHashMap<>();
            releaseNamespaces()
                    .forEach(namespace -> releases.put(namespace, start(threads, () -> releasesIn(namespace))));

            Map<Scope, Listing> objects = new LinkedHashMap<>();
            listings.forEach((scope, future) -> objects.put(scope, future.join()));
            List<Pod> pods = sampleOf(objects);
            var configurations = start(threads, () -> configurations(pods));
            Evidence evidence = new Evidence(
                    Instant.now(), extent.deploy(), configurations.join(), endpoints(pods), tokens.join(), aws.join());
            return new Observed(origin, declared, ObjectIndex.listed(objects), joined(releases), evidence);
        } finally {
            threads.shutdownNow();
        }
    }

    private Set<Scope> scopes() {
        Set<Scope> scopes = new LinkedHashSet<>();
        CLUSTER_KINDS.forEach(kind -> scopes.add(new Scope(kind, "")));
        scopes.add(new Scope(Kind.NAMESPACE, ""));
        APPLICATION_KINDS.forEach(kind -> scopes.add(new Scope(kind, environment.namespace())));
        for (String namespace : releaseNamespaces()) {
            SYSTEM_KINDS.forEach(kind -> scopes.add(new Scope(kind, namespace)));
        }
        return scopes;
    }

    private Set<String> releaseNamespaces() {
        Set<String> namespaces = new LinkedHashSet<>();
        declared.releases().forEach(release -> namespaces.add(release.namespace()));
        return namespaces;
    }

    private Listing read(Scope scope) {
        return scope.kind().equals(Kind.NAMESPACE) ? namespaces() : listing.read(scope.kind(), scope.namespace());
    }

    private Listing namespaces() {
        List<io.fabric8.kubernetes.api.model.HasMetadata> found = new ArrayList<>();
        for (String name : declared.namespaces()) {
            Listing one = listing.read(Kind.NAMESPACE, name);
            if (one instanceof Listing.Unreadable) {
                return one;
            }
            found.addAll(((Listing.Listed) one).objects());
        }
        return new Listing.Listed(found);
    }

    private Answers<SeenToken> tokens() {
        return extent.tokens()
                ? new TokenQuestions(client, origin).of(declared.roleBearers())
                : Answers.notAsked("a request for a token is a POST, and only reading was asked for");
    }

    private SeenAws account() {
        if (extent.account() instanceof AskedAccount.Asked asked) {
            return new AccountObservation(
                            asked.account(), new TokenRequests(client)::token, origin, declared.roleBearers())
                    .ask(extent.tokens());
        }
        return SeenAws.notAsked(((AskedAccount.NotAsked) extent.account()).why());
    }

    private Answers<SeenConfiguration> configurations(List<Pod> pods) {
        return asksPods() ? new PodQuestions(client, origin).configurations(pods) : Answers.notAsked(REAL_SERVICES);
    }

    /** From one pod: they share the network. */
    private Answers<SeenReach> endpoints(List<Pod> pods) {
        return asksPods()
                ? new PodQuestions(client, origin)
                        .endpoints(pods.stream().limit(1).toList())
                : Answers.notAsked(REAL_SERVICES);
    }

    private boolean asksPods() {
        return origin.source() == Source.LOCAL;
    }

    private List<Pod> sampleOf(Map<Scope, Listing> objects) {
        Listing pods = objects.get(new Scope(Kind.POD, environment.namespace()));
        if (!(pods instanceof Listing.Listed listed)) {
            return List.of();
        }
        return PodQuestions.sample(declared.services().stream()
                .map(service -> listed.objects().stream()
                        .map(Pod.class::cast)
                        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                        .filter(pod -> Labels.match(Map.of("app.kubernetes.io/name", service.name()), pod))
                        .toList())
                .toList());
    }

    private record Releases(Map<ReleaseId, StoredRelease> found, Optional<String> unreadable) {}

    private Releases releasesIn(String namespace) {
        try {
            return new Releases(releaseSecrets.latest(namespace), Optional.empty());
        } catch (KubernetesClientException failure) {
            return new Releases(Map.of(), Optional.of(ClusterListing.reason(failure)));
        } catch (HelmException failure) {
            return new Releases(Map.of(), Optional.of(failure.getMessage()));
        }
    }

    private SeenReleases joined(Map<String, CompletableFuture<Releases>> futures) {
        List<SeenRelease> seen = new ArrayList<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        futures.forEach((namespace, future) -> {
            Releases releases = future.join();
            releases.unreadable().ifPresent(reason -> unreadable.put(namespace, reason));
            releases.found().values().forEach(release -> seen.add(seen(release)));
        });
        return SeenReleases.of(seen, unreadable);
    }

    private SeenRelease seen(StoredRelease release) {
        return new SeenRelease(
                release.id(),
                release.chartName(),
                release.chartVersion(),
                release.standsFor().map(chart -> "stand-in for " + chart),
                Optional.of(release.status()),
                origin);
    }

    private static <T> CompletableFuture<T> start(ExecutorService threads, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }
}
