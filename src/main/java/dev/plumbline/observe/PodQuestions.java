package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the stand-in services through the API server's proxy what they see. Only on a local cluster: the real services tell nobody.
 */
public final class PodQuestions {
    private static final String CONTAINER = "service";

    private final KubernetesClient client;
    private final Origin origin;

    /** @param origin where the pods are, for messages */
    public PodQuestions(KubernetesClient client, Origin origin) {
        this.client = client;
        this.origin = origin;
    }

    /** What each says of its own environment, by the pod's name. */
    public Answers<SeenConfiguration> configurations(List<Pod> pods) {
        return ask(pods, "config", (pod, answer) -> {
            Map<String, String> hashes = new LinkedHashMap<>();
            answer.path("keys").properties().forEach(entry -> {
                if (entry.getValue().has("sha256")) {
                    hashes.put(entry.getKey(), entry.getValue().path("sha256").asString());
                }
            });
            return new SeenConfiguration(pod, hashes, origin);
        });
    }

    Answers<SeenReach> endpoints(List<Pod> pods) {
        return ask(pods, "reach", (pod, answer) -> {
            Map<String, String> found = new LinkedHashMap<>();
            answer.path("endpoints")
                    .forEach(endpoint -> found.put(endpoint.path("key").asString(), outcome(endpoint)));
            return new SeenReach(pod, found, origin);
        });
    }

    private static String outcome(JsonNode endpoint) {
        if (endpoint.has("error")) {
            return endpoint.path("address").asString() + ": "
                    + endpoint.path("error").asString();
        }
        int status = endpoint.path("status").asInt(200);
        return status == 200 ? SeenReach.ANSWERS : endpoint.path("address").asString() + ": status " + status;
    }

    private <T> Answers<T> ask(List<Pod> pods, String path, java.util.function.BiFunction<String, JsonNode, T> read) {
        Map<String, T> given = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            try {
                String answer = client.raw("/api/v1/namespaces/%s/pods/%s:%d/proxy/%s"
                        .formatted(pod.getMetadata().getNamespace(), name, port(pod), path));
                if (answer == null) {
                    refused.put(name, "its process does not serve /" + path);
                } else {
                    given.put(name, read.apply(name, JsonMapper.shared().readTree(answer)));
                }
            } catch (KubernetesClientException failure) {
                refused.put(name, ClusterListing.reason(failure));
            } catch (JacksonException failure) {
                refused.put(name, "what it says at /" + path + " is no JSON");
            }
        }
        return Answers.of(given, refused);
    }

    private static int port(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> CONTAINER.equals(container.getName()))
                .flatMap(container -> Stream.ofNullable(container.getPorts()).flatMap(List::stream))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElse(0);
    }

    /** Those that are asked: the oldest and the newest of each, however many an autoscaler wants. */
    static List<Pod> sample(List<List<Pod>> byService) {
        Function<Pod, String> age = pod ->
                pod.getMetadata().getCreationTimestamp() + pod.getMetadata().getName();
        return byService.stream()
                .flatMap(pods -> {
                    List<Pod> sorted = pods.stream()
                            .sorted(java.util.Comparator.comparing(age))
                            .toList();
                    return sorted.size() < 3
                            ? sorted.stream()
                            : Stream.of(sorted.get(0), sorted.get(sorted.size() - 1));
                })
                .toList();
    }
}
