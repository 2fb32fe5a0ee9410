package dev.plumbline.helm;

/** The smallest kubeconfig that names a server. */
public final class Kubeconfigs {
    private Kubeconfigs() {}

    public static String of(String server) {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                users: [{name: test, user: {}}]
                """.formatted(server);
    }
}
