package dev.plumbline.drift;

import dev.plumbline.deploy.FieldChange;
import dev.plumbline.deploy.Futures;
import dev.plumbline.deploy.ObjectDiff;
import dev.plumbline.helm.BuiltInKinds.Served;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.StoredRelease;
import dev.plumbline.platform.Platform;
import dev.plumbline.readiness.ObjectRef;
import dev.plumbline.snapshot.Snapshot;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets somebody else change every field of every deployed object, one at a time, and looks whether that is seen as drift, and whether a
 * repair takes away what was added. The API server itself says what each change makes of the object, and whose field it is then: as a
 * dry-run, so nothing is stored and no pod rolls.
 */
public final class DriftMutants {
    private static final String INTRUDER = "kubectl-edit";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    /** The schema of a definition has thousands of fields, and they are all alike: as many as this, evenly spread. */
    private static final int OF_A_DEFINITION = 100;

    private static final int AT_ONCE = 4;

    /** A controller may write to an object between two requests, and the second is refused then. */
    private static final int ATTEMPTS = 3;

    /** The server's own, or nobody's to change. */
    private static final Set<String> NOT_CHANGED = Set.of(
            "/apiVersion",
            "/kind",
            "/status",
            "/metadata/name",
            "/metadata/namespace",
            "/metadata/managedFields",
            "/metadata/resourceVersion",
            "/metadata/uid",
            "/metadata/generation",
            "/metadata/creationTimestamp");

    /** What nobody declared and no server defaults: JSON by path, by kind. */
    private static final Map<String, Map<String, String>> NEW = Map.of(
            "Deployment",
            Map.ofEntries(
                    Map.entry("/spec/paused", "true"),
                    Map.entry("/spec/template/spec/hostNetwork", "true"),
                    Map.entry("/spec/template/spec/hostPID", "true"),
                    Map.entry("/spec/template/spec/tolerations", "[{\"operator\": \"Exists\"}]"),
                    Map.entry("/spec/template/spec/nodeSelector", "{\"disk\": \"ssd\"}"),
                    Map.entry("/spec/template/spec/initContainers", "[{\"name\": \"first\", \"image\": \"evil\"}]"),
                    Map.entry("/spec/template/spec/containers/0/command", "[\"sh\"]"),
                    Map.entry("/spec/template/spec/containers/0/args", "[\"--evil\"]"),
                    Map.entry("/spec/template/spec/containers/0/securityContext", "{\"privileged\": true}"),
                    Map.entry("/spec/template/spec/containers/0/envFrom", "[{\"secretRef\": {\"name\": \"evil\"}}]"),
                    Map.entry("/spec/template/spec/containers/-", "{\"name\": \"second\", \"image\": \"evil\"}")),
            "Service",
            Map.of("/spec/externalIPs", "[\"192.0.2.1\"]"),
            "ServiceAccount",
            Map.of(
                    "/imagePullSecrets", "[{\"name\": \"evil\"}]",
                    "/secrets", "[{\"name\": \"evil\"}]",
                    "/automountServiceAccountToken", "false"),
            "ConfigMap",
            Map.of("/binaryData", "{\"evil\": \"eA==\"}", "/immutable", "true"),
            "Secret",
            Map.of("/immutable", "true"),
            "ClusterRole",
            Map.of("/aggregationRule", "{\"clusterRoleSelectors\": [{\"matchLabels\": {\"evil\": \"yes\"}}]}"),
            "ClusterRoleBinding",
            Map.of("/subjects/-", "{\"kind\": \"ServiceAccount\", \"name\": \"evil\", \"namespace\": \"default\"}"),
            "PodDisruptionBudget",
            Map.of("/spec/unhealthyPodEvictionPolicy", "\"AlwaysAllow\""),
            "ExternalSecret",
            Map.of("/spec/dataFrom", "[{\"extract\": {\"key\": \"evil\"}}]"),
            "ClusterSecretStore",
            Map.of("/spec/conditions", "[{\"namespaces\": [\"evil\"]}]"));

    private final KubernetesClient client;
    private final Snapshot snapshot;
    private final Judge judge;
    private final List<DeclaredObject> objects;
    private final Map<ObjectRef, Map<String, Object>> live;

    /** What became of a change. */
    private enum Fate {
        SEEN,
        SURVIVED,
        /** The server did not take it. */
        REFUSED,
        /** The server took it and did nothing. */
        WITHOUT_EFFECT
    }

    private record Verdict(String kind, Fate fate, String text) {}

    /** What became of all changes. */
    public static final class Outcome {
        private final List<Verdict> verdicts;

        private Outcome(List<Verdict> verdicts) {
            this.verdicts = verdicts;
        }

        /** How many changes were found, by kind of object. */
        public Map<String, Long> seen() {
            return verdicts.stream()
                    .filter(verdict -> verdict.fate() == Fate.SEEN)
                    .collect(Collectors.groupingBy(Verdict::kind, TreeMap::new, Collectors.counting()));
        }

        /** Changes that nobody noticed, or that a repair leaves. */
        public List<String> survived() {
            return verdicts.stream()
                    .filter(verdict -> verdict.fate() == Fate.SURVIVED)
                    .map(Verdict::text)
                    .toList();
        }

        @Override
        public String toString() {
            return verdicts.stream()
                    .collect(Collectors.groupingBy(Verdict::fate, TreeMap::new, Collectors.counting()))
                    .toString();
        }
    }

    private record Change(String operation, String path, Object value) {
        @Override
        public String toString() {
            return operation + " " + path + (value == null ? "" : " " + value);
        }
    }

    /** @param stored the newest revision of each release of the platform */
    public DriftMutants(KubernetesClient client, Platform platform, Map<ReleaseId, StoredRelease> stored) {
        this.client = client;
        this.snapshot = new Snapshot(client);
        this.objects = new DeclaredObjects(platform, stored).all(snapshot::served);
        this.live = snapshot.around(objects.stream().map(DeclaredObject::ref).toList());
        this.judge = new Judge(
                snapshot.api(), snapshot::served, live, new Ignores(List.of(), LocalDate.parse("2026-01-01")));
    }

    /** Kinds of the deployed objects. */
    public Set<String> kinds() {
        return objects.stream().map(object -> object.ref().kind()).collect(Collectors.toSet());
    }

    /** Tries all of them. */
    public Outcome run() throws InterruptedException {
        List<Callable<Verdict>> trials = new ArrayList<>();
        objects.forEach(
                object -> changesOf(object).forEach(change -> trials.add(() -> verdict(object, change, ATTEMPTS))));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            return new Outcome(
                    threads.invokeAll(trials).stream().map(Futures::result).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private Verdict verdict(DeclaredObject object, Change change, int attempts) {
        String kind = object.ref().kind();
        String name = object.ref() + ": " + change;
        Map<String, Object> before = live.get(object.ref());
        Optional<Map<String, Object>> after = made(object.ref(), change);
        if (after.isEmpty()) {
            return new Verdict(kind, Fate.REFUSED, name);
        }
        if (differences(before, after.get(), change).isEmpty()) {
            return new Verdict(kind, Fate.WITHOUT_EFFECT, name);
        }
        Drifted drifted = judge.decide(judge.begin(object, after));
        if (drifted.additions().isEmpty()) {
            return new Verdict(kind, isSeen(object, after.get(), drifted) ? Fate.SEEN : Fate.SURVIVED, name);
        }
        Optional<Map<String, Object>> repaired = repaired(drifted);
        if (repaired.isEmpty()) {
            return attempts > 1
                    ? verdict(object, change, attempts - 1)
                    : new Verdict(kind, Fate.SURVIVED, name + ", and the server refuses its repair");
        }
        List<FieldChange> left = differences(before, repaired.get(), change);
        return left.isEmpty()
                ? new Verdict(kind, Fate.SEEN, name)
                : new Verdict(kind, Fate.SURVIVED, name + ", which a repair leaves as " + left);
    }

    /** What the server makes of what a repair writes. */
    private Optional<Map<String, Object>> repaired(Drifted drifted) {
        ObjectRef ref = drifted.declared().ref();
        Served served = snapshot.served(ref.apiVersion(), ref.kind()).orElseThrow();
        Repair repair = new Repair(snapshot.api(), snapshot::served, judge);
        return sent("PUT", ref, "application/json", repair.restored(drifted, served));
    }

    private static boolean isSeen(DeclaredObject object, Map<String, Object> after, Drifted drifted) {
        // the dry-run was made on the object as it is stored: of its answer counts only what an apply sets in any case
        ManagedFields managed = new ManagedFields(after, object.tree());
        Set<String> declared = Set.copyOf(ObjectDiff.between(Map.of(), object.tree()).stream()
                .map(FieldChange::path)
                .toList());
        return drifted.counted().stream()
                .map(DriftFinding::field)
                .anyMatch(field -> declared.contains(field)
                        || managed.fields().stream()
                                .anyMatch(owned -> owned.isAnotherWhole()
                                        && owned.owner().manager().equals(INTRUDER)
                                        && field.startsWith(owned.path())));
    }

    private Optional<Map<String, Object>> made(ObjectRef ref, Change change) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", change.operation());
        operation.put("path", change.path());
        if (change.value() != null) {
            operation.put("value", change.value());
        }
        return sent("PATCH", ref, "application/json-patch+json", List.of(operation));
    }

    /** As a dry-run; empty = refused. */
    private Optional<Map<String, Object>> sent(String method, ObjectRef ref, String type, Object body) {
        Served served = snapshot.served(ref.apiVersion(), ref.kind()).orElseThrow();
        String root = ref.apiVersion().contains("/") ? "/apis/" : "/api/";
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString().replaceFirst("/$", "") + root + ref.apiVersion()
                        + ref.namespace()
                                .map(namespace -> "/namespaces/" + namespace)
                                .orElse("") + "/"
                        + served.plural() + "/" + ref.name() + "?dryRun=All&fieldManager=" + INTRUDER)
                .method(method, type, JSON.writeValueAsString(body))
                .build();
        HttpResponse<String> answer =
                client.getHttpClient().sendAsync(request, String.class).join();
        return answer.isSuccessful() ? Optional.of(JSON.readValue(answer.body(), TREE)) : Optional.empty();
    }

    private List<Change> changesOf(DeclaredObject object) {
        List<Change> all = new ArrayList<>();
        walk("", live.get(object.ref()), object.tree(), all);
        int step = object.ref().kind().equals("CustomResourceDefinition") ? all.size() / OF_A_DEFINITION + 1 : 1;
        List<Change> some = new ArrayList<>();
        Map<?, ?> metadata = (Map<?, ?>) live.get(object.ref()).get("metadata");
        for (String map : List.of("labels", "annotations")) {
            if (!metadata.containsKey(map)) {
                some.add(new Change("add", "/metadata/" + map, Map.of("mutant", "x")));
            }
        }
        NEW.getOrDefault(object.ref().kind(), Map.of())
                .forEach((path, json) -> some.add(new Change("add", path, JSON.readValue(json, Object.class))));
        for (int i = 0; i < all.size(); i += step) {
            some.add(all.get(i));
        }
        return some;
    }

    /** @param declared the same place in the declaration; null = not declared */
    private static void walk(String path, Object node, Object declared, List<Change> changes) {
        if (NOT_CHANGED.contains(path)) {
            return;
        }
        if (declared != null && !path.isEmpty() && !path.equals("/metadata")) {
            changes.add(new Change("remove", path, null));
        }
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> walk(
                    path + "/" + key.toString().replace("~", "~0").replace("/", "~1"),
                    value,
                    declared instanceof Map<?, ?> there ? there.get(key) : null,
                    changes));
            if (!path.isEmpty() && map.values().stream().allMatch(String.class::isInstance)) {
                changes.add(new Change("add", path + "/mutant", path.endsWith("data") ? "eA==" : "x"));
            }
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(path + "/" + i, list.get(i), counterpart(list.get(i), i, declared), changes);
            }
            if (!list.isEmpty()) {
                changes.add(new Change("add", path + "/-", another(list.get(list.size() - 1))));
            }
        } else {
            changes.add(new Change("replace", path, another(node)));
        }
    }

    private static Object counterpart(Object element, int at, Object declared) {
        if (!(declared instanceof List<?> list)) {
            return null;
        }
        Optional<?> named = list.stream()
                .filter(each -> element instanceof Map<?, ?> one
                        && each instanceof Map<?, ?> other
                        && one.get("name") != null
                        && one.get("name").equals(other.get("name")))
                .findFirst();
        return named.isPresent() ? named.get() : at < list.size() ? list.get(at) : null;
    }

    private static Object another(Object value) {
        if (value instanceof Boolean bool) {
            return !bool;
        }
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof String text) {
            return switch (text) {
                case "Fail" -> "Ignore";
                case "IfNotPresent" -> "Always";
                case "None" -> "NoneSideEffects";
                case "RollingUpdate" -> "Recreate";
                case "ClusterIP" -> "NodePort";
                case "TCP" -> "UDP";
                default -> text + "x";
            };
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.computeIfPresent("name", (key, name) -> name + "x");
            copy.computeIfPresent("mountPath", (key, name) -> name + "x");
            copy.computeIfPresent("secretKey", (key, name) -> name + "x");
            copy.computeIfPresent("port", (key, port) -> port instanceof Integer number ? number + 1000 : port);
            copy.computeIfPresent(
                    "containerPort", (key, port) -> port instanceof Integer number ? number + 1000 : port);
            return copy;
        }
        return value;
    }

    /** An autoscaler may scale meanwhile, which is no difference unless that is what was changed. */
    private static List<FieldChange> differences(Map<String, Object> before, Map<String, Object> after, Change change) {
        return ObjectDiff.between(ObjectDiff.declarable(before), ObjectDiff.declarable(after)).stream()
                .filter(field ->
                        !field.path().equals("spec.replicas") || change.path().equals("/spec/replicas"))
                .toList();
    }
}
