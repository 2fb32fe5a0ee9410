package dev.plumbline.assertions;

import dev.plumbline.observe.SeenContainer;
import dev.plumbline.observe.SeenPod;
import io.fabric8.kubernetes.api.model.Container;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What makes a process in a pod the role of its service account, as far as its pod shows it. AWS's SDKs take the first identity that they
 * find: keys in the environment, then the token, and the node's role if there is neither.
 *
 * @param pod as EKS's webhook left it
 */
record InjectedRole(SeenPod pod) {
    private static final String AUDIENCE = "sts.amazonaws.com";
    /** An SDK that finds one of these never looks at the token. */
    static final Set<String> BEFORE_THE_TOKEN =
            Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    Findings compare(String roleArn, String region, Findings findings) {
        Map<String, List<String>> tokens = tokens();
        findings.isTrue(!tokens.isEmpty(), "spec.volumes", "a projected token for " + AUDIENCE, Findings.NOTHING);
        pod.containers().forEach(seen -> container(seen, tokens, roleArn, region, findings));
        return findings;
    }

    private static void container(
            SeenContainer seen, Map<String, List<String>> tokens, String roleArn, String region, Findings findings) {
        Container container = seen.container();
        Map<String, String> variables = variables(container);
        String path = seen.path() + ".env.";
        findings.equal(path + "AWS_ROLE_ARN", roleArn, variables.get("AWS_ROLE_ARN"));
        String file = variables.get("AWS_WEB_IDENTITY_TOKEN_FILE");
        findings.isTrue(
                files(container, tokens).contains(String.valueOf(file)),
                path + "AWS_WEB_IDENTITY_TOKEN_FILE",
                "the file of a token for %s that is mounted into it".formatted(AUDIENCE),
                file);
        boolean fromConfiguration =
                !Optional.ofNullable(container.getEnvFrom()).orElse(List.of()).isEmpty();
        if (variables.containsKey("AWS_REGION") || !fromConfiguration) {
            findings.equal(path + "AWS_REGION", region, variables.get("AWS_REGION"));
        }
        new TreeSet<>(BEFORE_THE_TOKEN)
                .forEach(name -> findings.isTrue(
                        !variables.containsKey(name),
                        path + name,
                        "nothing: it would be taken before the token",
                        "a value, or where one is"));
    }

    private static Map<String, String> variables(Container container) {
        Map<String, String> variables = new HashMap<>();
        Optional.ofNullable(container.getEnv())
                .orElse(List.of())
                .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
        return variables;
    }

    /** Where the container finds tokens for AWS. */
    private static Set<String> files(Container container, Map<String, List<String>> tokens) {
        return Optional.ofNullable(container.getVolumeMounts()).orElse(List.of()).stream()
                .flatMap(mount -> tokens.getOrDefault(mount.getName(), List.of()).stream()
                        .map(file -> mount.getMountPath().replaceAll("/+$", "") + "/" + file))
                .collect(Collectors.toSet());
    }

    /** Files with tokens for AWS, by the volume that they are in. */
    private Map<String, List<String>> tokens() {
        Map<String, List<String>> tokens = new HashMap<>();
        Optional.ofNullable(pod.object().getSpec().getVolumes()).orElse(List.of()).stream()
                .filter(volume -> volume.getProjected() != null)
                .forEach(volume -> {
                    List<String> files = volume.getProjected().getSources().stream()
                            .filter(source -> source.getServiceAccountToken() != null)
                            .map(source -> source.getServiceAccountToken())
                            .filter(token -> AUDIENCE.equals(token.getAudience()))
                            .map(token -> token.getPath())
                            .toList();
                    if (!files.isEmpty()) {
                        tokens.put(volume.getName(), files);
                    }
                });
        return tokens;
    }
}
