package dev.plumbline.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** moto, the emulator of AWS, beside the node on the same Docker network: one address for the host and for pods. */
final class MotoContainer extends GenericContainer<MotoContainer> {
    static final int PORT = 5000;

    /** Measured: 1.1 s; Python on a busy machine takes a while. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final String network;

    MotoContainer(PreparedImages images, LocalClusterOptions options, ClusterRun run, String network) {
        super(DockerImageName.parse(images.motoImage()));
        this.network = network;
        withNetworkMode(network);
        withLabels(run.labels("aws"));
        withImagePullPolicy(image -> false);
        options.strictAws().ifPresent(this::strict);
        withCreateContainerCmdModifier(command -> {
            command.withName(run.container("aws")).withAliases(StrictAws.HOST);
            if (run.persistent()) {
                command.withLabels(new LabelsOfOurs(command.getLabels()));
            }
        });
    }

    private void strict(StrictAws strict) {
        withFileSystemBind(strict.code().toString(), "/rehearsal", BindMode.READ_ONLY);
        withEnv(strict.variables());
        withCreateContainerCmdModifier(command -> command.withEntrypoint("python3", "-m", "strict_aws"));
    }

    URI endpoint() {
        String address = getContainerInfo()
                .getNetworkSettings()
                .getNetworks()
                .get(network)
                .getIpAddress();
        return URI.create("http://" + address + ":" + PORT);
    }

    /** Starts it and waits until it answers. @return its endpoint */
    URI answering() {
        start();
        URI endpoint = endpoint();
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json"))
                .timeout(Duration.ofSeconds(2))
                .build();
        Awaitility.await("moto answers at " + endpoint)
                .atMost(LONGEST_START)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> answers(client, request));
        return endpoint;
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
