package dev.plumbline.observe;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.helm.ReleaseId;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The platform as it was found at one moment, asked in the platform's words. It does not change; nothing is fetched when it is asked.
 *
 * <p>Looking for an object that is not there throws {@link MissingObject}; looking for one of a kind that could not be read throws
 * {@link UnknownState}. Neither is ever an empty answer.
 */
public final class Observed {
    private static final String INFRA_CONFIG = "infra-config";
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String INSTANCE_LABEL = "app.kubernetes.io/instance";

    private final Origin origin;
    private final Declared declared;
    private final ObjectIndex index;
    private final SeenReleases releases;
    private final Evidence evidence;
    private final Lookup lookup;

    Observed(Origin origin, Declared declared, ObjectIndex index, SeenReleases releases, Evidence evidence) {
        this.origin = origin;
        this.declared = declared;
        this.index = index;
        this.releases = releases;
        this.evidence = evidence;
        this.lookup = new Lookup(index, origin);
    }

    /** What it should be like. */
    public Environment environment() {
        return origin.environment();
    }

    /** What the environment asks for. */
    public Declared declared() {
        return declared;
    }

    public Source source() {
        return origin.source();
    }

    public Origin origin() {
        return origin;
    }

    /** Charts of releases that are not the declared ones but stand in for them, one sentence each. */
    public List<String> standIns() {
        return releases.standIns();
    }

    /** What is known besides the objects. */
    public Evidence evidence() {
        return evidence;
    }

    /** The last deploy from here; empty if no journal of one was kept. */
    public Optional<SeenDeploy> lastDeploy() {
        return evidence.deploy().map(journal -> new SeenDeploy(journal, origin));
    }

    /** What pods of a workload say of their own environment, as far as they were asked; fails if none was. */
    public List<SeenConfiguration> configurationsOf(SeenWorkload workload) {
        List<SeenConfiguration> found = podsOf(workload).stream()
                .map(pod -> pod.id().name())
                .filter(evidence.configurations().asked()::contains)
                .map(evidence.configurations()::of)
                .toList();
        if (found.isEmpty()) {
            throw new UnknownState("no pod of %s (%s) was asked".formatted(workload.id(), origin));
        }
        return found;
    }

    /** Every object that could be read. */
    public List<HasMetadata> objects() {
        return index.all();
    }

    /** The application namespace. */
    public SeenNamespace namespace() {
        return namespace(environment().namespace());
    }

    public SeenNamespace namespace(String name) {
        return lookup.one(Kind.NAMESPACE, "", name, Namespace.class, SeenNamespace::new);
    }

    /** The ConfigMap {@code infra-config}. */
    public SeenConfig infraConfig() {
        return lookup.one(Kind.CONFIG_MAP, environment().namespace(), INFRA_CONFIG, ConfigMap.class, SeenConfig::new);
    }

    public SeenWorkload deploymentOf(ServiceSettings service) {
        return deployment(environment().namespace(), service.name());
    }

    public SeenWorkload deployment(String namespace, String name) {
        return lookup.one(Kind.DEPLOYMENT, namespace, name, HasMetadata.class, SeenWorkload::new);
    }

    /** The in-cluster Redis cache: a Deployment or a StatefulSet. */
    public SeenWorkload cache() {
        String name = environment().redisCache().name();
        boolean stateful = !lookup.all(
                        Kind.STATEFUL_SET,
                        environment().namespace(),
                        HasMetadata.class,
                        object -> name.equals(object.getMetadata().getName()),
                        SeenObject::new)
                .isEmpty();
        Kind kind = stateful ? Kind.STATEFUL_SET : Kind.DEPLOYMENT;
        return lookup.one(kind, environment().namespace(), name, HasMetadata.class, SeenWorkload::new);
    }

    public SeenAutoscaler autoscalerOf(ServiceSettings service) {
        return lookup.one(
                Kind.AUTOSCALER,
                environment().namespace(),
                service.name(),
                HorizontalPodAutoscaler.class,
                SeenAutoscaler::new);
    }

    public SeenBudget disruptionBudgetOf(ServiceSettings service) {
        return lookup.one(
                Kind.DISRUPTION_BUDGET,
                environment().namespace(),
                service.name(),
                PodDisruptionBudget.class,
                SeenBudget::new);
    }

    public SeenService serviceOf(ServiceSettings service) {
        return service(service.name());
    }

    /** A Service of the application namespace. */
    public SeenService service(String name) {
        return lookup.one(Kind.SERVICE, environment().namespace(), name, Service.class, SeenService::new);
    }

    public SeenAccount serviceAccountOf(RoleBearer bearer) {
        return serviceAccount(bearer.namespace(), bearer.account());
    }

    public SeenAccount serviceAccount(String namespace, String name) {
        return lookup.one(Kind.SERVICE_ACCOUNT, namespace, name, ServiceAccount.class, SeenAccount::new);
    }

    public List<SeenAccount> serviceAccounts(String namespace) {
        return lookup.all(Kind.SERVICE_ACCOUNT, namespace, ServiceAccount.class, account -> true, SeenAccount::new);
    }

    /** Deployments and StatefulSets of a release; fails if there is none. */
    public List<SeenWorkload> workloadsOf(DeclaredRelease release) {
        List<SeenWorkload> found = Stream.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET)
                .flatMap(kind -> lookup
                        .all(
                                kind,
                                release.namespace(),
                                HasMetadata.class,
                                object -> isPartOf(object, release),
                                SeenWorkload::new)
                        .stream())
                .toList();
        if (found.isEmpty()) {
            throw new MissingObject(
                    "no Deployment or StatefulSet in namespace %s has label %s=%s (%s): release %s brought no workload; %s"
                            .formatted(
                                    release.namespace(),
                                    INSTANCE_LABEL,
                                    release.name(),
                                    origin,
                                    release.name(),
                                    workloadsOfNobody(release.namespace())));
        }
        return found;
    }

    /** Deployments and StatefulSets of a namespace that say of no declared release that they are part of it, for messages. */
    public String workloadsOfNobody(String namespace) {
        List<String> found = workloads(namespace).stream()
                .filter(workload -> declared.releases().stream().noneMatch(of -> isPartOf(workload.object(), of)))
                .map(workload -> "%s, whose metadata.labels.%s is %s"
                        .formatted(
                                workload.id(), INSTANCE_LABEL, workload.labels().get(INSTANCE_LABEL)))
                .toList();
        return found.isEmpty() ? "nobody's is there" : "nobody's is " + String.join(", ", found);
    }

    /**
     * Objects of an application release, of whatever kind, that are in its namespace; fails if there is none.
     *
     * @throws UnknownState if one of the kinds that it may bring could not be read
     */
    public List<SeenObject> objectsOf(DeclaredRelease release) {
        DeclaredObjects.KINDS.forEach(
                kind -> lookup.all(kind, release.namespace(), HasMetadata.class, object -> false, SeenObject::new));
        List<SeenObject> found = index.all().stream()
                .filter(object ->
                        release.namespace().equals(object.getMetadata().getNamespace()))
                .filter(object -> isPartOf(object, release))
                .map(object -> new SeenObject(object, origin))
                .toList();
        if (found.isEmpty()) {
            throw new MissingObject("no object in namespace %s has label %s=%s (%s): release %s brought nothing"
                    .formatted(release.namespace(), INSTANCE_LABEL, release.name(), origin, release.name()));
        }
        return found;
    }

    /** Pods that a workload's selector matches, those on their way out left out; fails if there is none. */
    public List<SeenPod> podsOf(SeenWorkload workload) {
        Map<String, String> selector = workload.selector().getMatchLabels();
        List<SeenPod> pods = lookup
                .all(Kind.POD, workload.id().namespace(), Pod.class, pod -> Labels.match(selector, pod), SeenPod::new)
                .stream()
                .filter(pod -> !pod.isTerminating())
                .toList();
        if (pods.isEmpty()) {
            throw new MissingObject(
                    "%s (%s) has no pod: none matches its selector %s".formatted(workload.id(), origin, selector));
        }
        return pods;
    }

    /** Every Deployment and StatefulSet of a namespace, whoever made it. */
    public List<SeenWorkload> workloads(String namespace) {
        return Stream.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET)
                .flatMap(kind ->
                        lookup.all(kind, namespace, HasMetadata.class, object -> true, SeenWorkload::new).stream())
                .toList();
    }

    /** Whether a webhook of this release must answer before any Service is let in. */
    public boolean refusesServices(DeclaredRelease release) {
        Stream<RuleWithOperations> rules =
                index.all().stream().filter(object -> isPartOf(object, release)).flatMap(Observed::rulesThatRefuse);
        return rules.anyMatch(rule -> rule.getResources().contains("services")
                && (rule.getOperations().contains("CREATE")
                        || rule.getOperations().contains("*")));
    }

    private static Stream<RuleWithOperations> rulesThatRefuse(HasMetadata object) {
        if (object instanceof MutatingWebhookConfiguration mutating) {
            return mutating.getWebhooks().stream()
                    .filter(webhook -> !"Ignore".equals(webhook.getFailurePolicy()))
                    .flatMap(webhook -> webhook.getRules().stream());
        }
        return object instanceof ValidatingWebhookConfiguration validating
                ? validating.getWebhooks().stream()
                        .filter(webhook -> !"Ignore".equals(webhook.getFailurePolicy()))
                        .flatMap(webhook -> webhook.getRules().stream())
                : Stream.empty();
    }

    /** Every container of a release's pod templates; fails if there is none. */
    public List<SeenContainer> containersOf(DeclaredRelease release) {
        return workloadsOf(release).stream()
                .flatMap(workload -> workload.containers().stream())
                .toList();
    }

    /** Every pod of a release, those on their way out left out; fails if a workload has none. */
    public List<SeenPod> podsOf(DeclaredRelease release) {
        return workloadsOf(release).stream()
                .flatMap(workload -> podsOf(workload).stream())
                .toList();
    }

    /** The ReplicaSet that makes a Deployment's pods now: that of its newest revision. Fails if there is none. */
    public SeenObject currentReplicaSetOf(SeenWorkload deployment) {
        String revision = deployment.annotations().get(REVISION);
        return lookup
                .all(
                        Kind.REPLICA_SET,
                        deployment.id().namespace(),
                        HasMetadata.class,
                        set -> isOwnedBy(set, deployment.object()),
                        SeenObject::new)
                .stream()
                .filter(set ->
                        revision != null && revision.equals(set.annotations().get(REVISION)))
                .findFirst()
                .orElseThrow(() -> new MissingObject(
                        "%s (%s) has no ReplicaSet of its own and of its revision: metadata.annotations.%s is %s; there is %s"
                                .formatted(deployment.id(), origin, REVISION, revision, replicaSetsLike(deployment))));
    }

    /**
     * Objects of the application namespace that nobody declared, of kinds that run something, let something in, or hand something out.
     * What belongs to another object is that one's business; Helm's own Secrets are no part of what is observed.
     *
     * @throws UnknownState if one of these kinds could not be read
     */
    public List<SeenObject> strangers() {
        Set<ObjectId> expected = new DeclaredObjects(environment()).ids();
        return DeclaredObjects.KINDS.stream()
                .flatMap(kind -> lookup
                        .all(
                                kind,
                                environment().namespace(),
                                HasMetadata.class,
                                object -> object.getMetadata()
                                                .getOwnerReferences()
                                                .isEmpty()
                                        && !expected.contains(ObjectId.of(object)),
                                SeenObject::new)
                        .stream())
                .toList();
    }

    /** CustomResourceDefinitions of an API group; fails if there is none. */
    public List<SeenObject> definitionsOf(String group) {
        List<SeenObject> found = lookup.all(
                Kind.CUSTOM_RESOURCE_DEFINITION,
                "",
                HasMetadata.class,
                definition -> definition.getMetadata().getName().endsWith("." + group),
                SeenObject::new);
        if (found.isEmpty()) {
            throw new MissingObject("no CustomResourceDefinition of group %s (%s)".formatted(group, origin));
        }
        return found;
    }

    /** Through which pods' and nodes' metrics are read. */
    public SeenApiService metricsApi() {
        return lookup.one(Kind.API_SERVICE, "", "v1beta1.metrics.k8s.io", APIService.class, SeenApiService::new);
    }

    /** Those that make pods of that name, for messages. */
    private List<String> replicaSetsLike(SeenWorkload deployment) {
        return lookup
                .all(
                        Kind.REPLICA_SET,
                        deployment.id().namespace(),
                        HasMetadata.class,
                        set -> set.getMetadata()
                                .getName()
                                .startsWith(deployment.id().name() + "-"),
                        SeenObject::new)
                .stream()
                .map(set -> "%s (metadata.annotations.%s is %s, metadata.ownerReferences has %s)"
                        .formatted(
                                set.id(),
                                REVISION,
                                set.annotations().get(REVISION),
                                set.object().getMetadata().getOwnerReferences().stream()
                                        .map(owner -> owner.getUid())
                                        .toList()))
                .toList();
    }

    /** A release; fails if Helm has no record of it. */
    public SeenRelease releaseOf(DeclaredRelease release) {
        return releases.one(new ReleaseId(release.namespace(), release.name()), origin);
    }

    public SeenSecretStore secretStore() {
        return lookup.one(
                Kind.CLUSTER_SECRET_STORE,
                "",
                environment().secrets().storeName(),
                GenericKubernetesResource.class,
                SeenSecretStore::new);
    }

    /** The ExternalSecret of the RDS credentials. */
    public SeenExternalSecret externalSecret() {
        return lookup.one(
                Kind.EXTERNAL_SECRET,
                environment().namespace(),
                environment().secrets().secretName(),
                GenericKubernetesResource.class,
                SeenExternalSecret::new);
    }

    /** A Secret of the application namespace. */
    public SeenSecret secret(String name) {
        return lookup.one(Kind.SECRET, environment().namespace(), name, Secret.class, SeenSecret::new);
    }

    /** The same with one object more, for tests of what a check says of it. */
    public Observed with(HasMetadata object) {
        return new Observed(origin, declared, index.with(object), releases, evidence);
    }

    /** The same without an object. */
    public Observed without(ObjectId id) {
        return new Observed(origin, declared, index.without(id), releases, evidence);
    }

    /** The same with an object in the place of another of its name. */
    public Observed replacing(ObjectId id, HasMetadata object) {
        return new Observed(origin, declared, index.without(id).with(object), releases, evidence);
    }

    /** The same with something else known besides the objects. */
    public Observed knowing(Evidence other) {
        return new Observed(origin, declared, index, releases, other);
    }

    /** The same with a release in the place of what was known of it. */
    public Observed replacing(SeenRelease release) {
        return new Observed(origin, declared, index, releases.replacing(release), evidence);
    }

    /** The same without a release. */
    public Observed without(ReleaseId release) {
        return new Observed(origin, declared, index, releases.without(release), evidence);
    }

    /** The same, had a kind not been readable in a namespace (empty for cluster-scoped kinds). */
    public Observed unreadable(Kind kind, String namespace, String reason) {
        return new Observed(origin, declared, index.unreadable(kind, namespace, reason), releases, evidence);
    }

    private static boolean isOwnedBy(HasMetadata object, HasMetadata owner) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> reference.getUid() != null
                        && reference.getUid().equals(owner.getMetadata().getUid()));
    }

    private static boolean isPartOf(HasMetadata object, DeclaredRelease release) {
        Map<String, String> labels =
                Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
        return release.name().equals(labels.get(INSTANCE_LABEL));
    }
}
