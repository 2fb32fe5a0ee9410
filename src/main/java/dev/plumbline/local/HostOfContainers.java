package dev.plumbline.local;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Tells Testcontainers that containers' ports are on localhost where that is so: it takes a machine that has a file
 * {@code /.dockerenv} for a container beside the others, asks an image from a registry for the gateway, and would look there. A
 * machine that owns the bridge of the Docker daemon is the daemon's host, whatever files it has. Applies to nothing else.
 */
public final class HostOfContainers extends DockerClientProviderStrategy {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final String BRIDGE = "docker0";

    @Override
    protected boolean isApplicable() {
        return Files.exists(Path.of("/.dockerenv"))
                && Files.exists(SOCKET)
                && System.getenv("DOCKER_HOST") == null
                && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null
                && ownsBridge();
    }

    @Override
    public TransportConfig getTransportConfig() {
        return TransportConfig.builder()
                .dockerHost(URI.create("unix://" + SOCKET))
                .build();
    }

    @Override
    public synchronized String getDockerHostIpAddress() {
        return "localhost";
    }

    @Override
    public String getDescription() {
        return "the Docker daemon of this machine, at its socket " + SOCKET;
    }

    /** Above Testcontainers' own strategy for the socket (80), below what a user sets by hand (100). */
    @Override
    protected int getPriority() {
        return 90;
    }

    private static boolean ownsBridge() {
        try {
            NetworkInterface bridge = NetworkInterface.getByName(BRIDGE);
            return bridge != null && bridge.inetAddresses().anyMatch(InetAddress::isSiteLocalAddress);
        } catch (SocketException unknown) {
            return false;
        }
    }
}
