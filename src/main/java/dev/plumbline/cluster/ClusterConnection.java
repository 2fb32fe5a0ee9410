package dev.plumbline.cluster;

import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Opens the one target of a run from a kubeconfig file, and asks it who it is before anything else happens. */
public final class ClusterConnection {
    /** What the API server's audit log knows us by. */
    public static final String USER_AGENT = "plumbline";

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 30_000;

    /** Nobody listens there. */
    private static final String NOWHERE = """
            apiVersion: v1
            kind: Config
            clusters: [{name: none, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: none, user: {}}]
            contexts: [{name: none, context: {cluster: none, user: none}}]
            current-context: none
            """;

    private ClusterConnection() {}

    /** A client that reaches nobody. */
    public static KubernetesClient toNowhere() {
        return client(Config.fromKubeconfig(NOWHERE));
    }

    /**
     * Reads in the background what a run reads in any case, a kubeconfig and a workload: the first ones take a new JVM longer than any
     * request, and meanwhile it has its own files to read. Leaves nothing behind when the run ends before.
     */
    public static void learnToRead() {
        CompletableFuture.runAsync(() -> {
            Config.fromKubeconfig(NOWHERE);
            Models.learn("apps/v1", "Deployment");
        });
    }

    /**
     * @param name for people
     * @param kubeconfig a file of its own for this cluster; only its current context is used
     * @throws ClusterException if the file cannot be read
     */
    public static Cluster open(String name, Path kubeconfig) {
        return new Cluster(name, kubeconfig, client(read(name, kubeconfig)));
    }

    /**
     * The same with tokens that age: the client asks for one before each request, and each Helm call gets a file with one of its own.
     *
     * @param name for people
     */
    public static Cluster open(String name, TokenKubeconfig kubeconfig) {
        Config config = read(name, kubeconfig.file());
        config.setOauthTokenProvider(kubeconfig.tokens()::token);
        return new Cluster(name, kubeconfig, client(config));
    }

    private static Config read(String name, Path kubeconfig) {
        if (!Files.isReadable(kubeconfig)) {
            throw new ClusterException("cluster " + name + ": cannot read kubeconfig " + kubeconfig);
        }
        try {
            return Config.fromKubeconfig(kubeconfig.toFile());
        } catch (RuntimeException unreadable) {
            throw new ClusterException(
                    "cluster %s: %s is not a kubeconfig: %s".formatted(name, kubeconfig, unreadable.getMessage()),
                    unreadable);
        }
    }

    private static KubernetesClient client(Config config) {
        config.setUserAgent(USER_AGENT);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        // the client's own retries turn a 50 ms refusal into 20 s; what is worth retrying is retried by whoever waits
        // for it
        config.setRequestRetryBackoffLimit(0);
        // API servers say GOAWAY on HTTP/2, after each 401 and now and then to spread their load; the JDK's client then
        // fails the request
        // it has just sent, and its error hides the 401
        config.setHttp2Disable(true);
        return OwnCertificates.alone(config, own -> new KubernetesClientBuilder()
                .withConfig(own)
                .withKubernetesSerialization(Models.SHARED)
                .build());
    }

    /**
     * Asks version, identity and user, all three at once.
     *
     * @throws ClusterException if the cluster does not answer or refuses us
     */
    public static ClusterIdentity identify(Cluster cluster) {
        KubernetesClient client = cluster.client();
        String server = client.getConfiguration().getMasterUrl();
        try {
            var version = CompletableFuture.supplyAsync(
                    () -> client.getKubernetesVersion().getGitVersion());
            var uid = CompletableFuture.supplyAsync(() -> client.namespaces()
                    .withName("kube-system")
                    .get()
                    .getMetadata()
                    .getUid());
            var user = CompletableFuture.supplyAsync(() -> userOf(client));
            return new ClusterIdentity(server, version.join(), uid.join(), user.join());
        } catch (CompletionException | KubernetesClientException failure) {
            throw unusable(cluster.name(), server, failure);
        }
    }

    private static String userOf(KubernetesClient client) {
        SelfSubjectReview review =
                client.authentication().v1().selfSubjectReviews().create(new SelfSubjectReviewBuilder().build());
        return review.getStatus().getUserInfo().getUsername();
    }

    /** The JDK's client wraps several exceptions around each other, and the innermost is often the least telling. */
    private static String causeOf(Throwable failure) {
        List<Throwable> chain =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        if (chain.stream().anyMatch(UnresolvedAddressException.class::isInstance)) {
            return "no such host: the name is not known here";
        }
        if (chain.stream().anyMatch(HttpTimeoutException.class::isInstance)) {
            return "no answer in time: a firewall, a security group or a missing VPN drops the packets";
        }
        if (chain.stream().anyMatch(ConnectException.class::isInstance)) {
            return "connection refused: nothing listens there";
        }
        Throwable root = chain.get(chain.size() - 1);
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }

    private static ClusterException unusable(String name, String server, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        int status = failure.getCause() instanceof KubernetesClientException refused ? refused.getCode() : 0;
        String cause =
                switch (status) {
                    case 401 ->
                        "it does not know us (401 Unauthorized): the credentials are wrong or expired, or (EKS) the cluster has no"
                                + " access entry for them";
                    case 403 -> "it forbids what every run needs (403): " + root.getMessage();
                    default -> causeOf(failure);
                };
        return new ClusterException("""
                cluster %s does not answer at %s
                  found   %s
                  look    kubectl --kubeconfig FILE get --raw /version; is the cluster up, the address right, the network open?""".formatted(name, server, cause), failure);
    }
}
