package dev.plumbline.diagnose;

import dev.plumbline.cluster.Models;
import dev.plumbline.deploy.FailedStep;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseSecrets;
import dev.plumbline.readiness.KindAccess;
import dev.plumbline.readiness.ObjectRef;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One failure's evidence, read and written piece by piece: what cannot be read is said so, and the rest goes on. */
final class Collection {
    private static final String RELEASE_SECRET = "helm.sh/release.v1";

    private final KubernetesClient client;
    private final KindAccess kinds;
    private final Bundle bundle;
    private final Consumer<Secret> secrets;
    private final StringBuilder gaps = new StringBuilder();

    Collection(KubernetesClient client, Bundle bundle, Consumer<Secret> secrets) {
        this.client = client;
        this.kinds = new KindAccess(client);
        this.bundle = bundle;
        this.secrets = secrets;
    }

    /** @return the probable cause */
    String of(FailedStep failed) {
        Set<String> namespaces = failed.objects().stream()
                .flatMap(object -> object.namespace().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        attempt("Secrets", () -> namespaces.forEach(this::learnSecrets));
        List<HasMetadata> objects = failed.objects().stream()
                .map(this::live)
                .filter(Objects::nonNull)
                .toList();
        List<Pod> pods = new ArrayList<>();
        attempt("pods", () -> pods.addAll(new ReleasePods(client).of(objects)));
        bundle.write("containers.txt", ContainerStates.of(pods));
        attempt("events", () -> bundle.write("events.txt", events(namespaces, objects, pods)));
        failed.release()
                .ifPresent(id -> attempt("Helm's history", () -> bundle.write("helm-history.txt", history(id))));
        List<LastWords> lastWords = new ArrayList<>();
        attempt("logs", () -> lastWords.addAll(logs(pods)));
        String cause = ProbableCause.of(failed.reason(), lastWords.stream().findFirst());
        bundle.write("summary.txt", summary(failed, cause) + gaps);
        return cause;
    }

    static String summary(FailedStep failed, String cause) {
        return """
                step    %s
                cause   %s

                %s
                """.formatted(failed.step(), cause, failed.reason());
    }

    private void learnSecrets(String namespace) {
        client.secrets().inNamespace(namespace).list().getItems().stream()
                .filter(secret -> !RELEASE_SECRET.equals(secret.getType()))
                .forEach(secrets);
    }

    /** Null if it is not there; that, or why it cannot be read, is then what the file says. */
    private HasMetadata live(ObjectRef ref) {
        String file = "objects/%s-%s.yaml".formatted(ref.kind(), ref.name());
        try {
            HasMetadata live = kinds.resource(named(ref)).map(Resource::get).orElse(null);
            bundle.write(file, live == null ? "# does not exist\n" : ObjectYaml.of(live));
            return live;
        } catch (KubernetesClientException unreadable) {
            bundle.write(file, "# cannot be read: " + unreadable.getMessage() + "\n");
            return null;
        }
    }

    /** An object with nothing but its name, of the class that its kind has. */
    private static HasMetadata named(ObjectRef ref) {
        GenericKubernetesResource plain = new GenericKubernetesResource();
        plain.setApiVersion(ref.apiVersion());
        plain.setKind(ref.kind());
        plain.setMetadata(new ObjectMetaBuilder()
                .withName(ref.name())
                .withNamespace(ref.namespace().orElse(null))
                .build());
        return Models.typed(Models.tree(plain));
    }

    private String events(Set<String> namespaces, List<HasMetadata> objects, List<Pod> pods) {
        List<String> names = new ArrayList<>();
        objects.forEach(object -> names.add(object.getMetadata().getName()));
        pods.forEach(pod -> names.add(pod.getMetadata().getName()));
        return namespaces.stream()
                .flatMap(namespace -> client.v1().events().inNamespace(namespace).list().getItems().stream())
                // a ReplicaSet's name begins with its Deployment's
                .filter(event -> names.stream().anyMatch(name -> String.valueOf(
                                event.getInvolvedObject().getName())
                        .startsWith(name)))
                .sorted(Comparator.comparing(Collection::time))
                .map(Collection::line)
                .collect(Collectors.joining());
    }

    private static String time(Event event) {
        return Optional.ofNullable(event.getLastTimestamp())
                .or(() -> Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()))
                .orElse(String.valueOf(event.getMetadata().getCreationTimestamp()));
    }

    private static String line(Event event) {
        return "%s %s %s %s/%s x%s: %s%n"
                .formatted(
                        time(event),
                        event.getType(),
                        event.getReason(),
                        event.getInvolvedObject().getKind(),
                        event.getInvolvedObject().getName(),
                        Optional.ofNullable(event.getCount()).orElse(1),
                        event.getMessage());
    }

    private String history(ReleaseId id) {
        return new ReleaseSecrets(client)
                .history(id).stream()
                        .map(each -> "revision %d %s: chart %s %s, %s%n"
                                .formatted(
                                        each.revision(),
                                        each.status(),
                                        each.chartName(),
                                        each.chartVersion(),
                                        each.modified()))
                        .collect(Collectors.joining());
    }

    private List<LastWords> logs(List<Pod> pods) {
        ContainerLogs logs = new ContainerLogs(client);
        List<LastWords> lastWords = new ArrayList<>();
        for (Pod pod : pods) {
            for (ContainerStatus container : ContainerStates.statuses(pod).toList()) {
                String file = "logs/%s-%s".formatted(pod.getMetadata().getName(), container.getName());
                Optional<String> current = logs.current(pod, container);
                Optional<String> previous = logs.previous(pod, container);
                current.ifPresent(log -> bundle.write(file + ".log", log));
                previous.ifPresent(log -> bundle.write(file + "-previous.log", log));
                LastWords.of(pod, container, previous.or(() -> current)).ifPresent(lastWords::add);
            }
        }
        return lastWords;
    }

    private void attempt(String what, Runnable read) {
        try {
            read.run();
        } catch (RuntimeException unreadable) {
            gaps.append("\n%s could not be read: %s\n".formatted(what, unreadable.getMessage()));
        }
    }
}
