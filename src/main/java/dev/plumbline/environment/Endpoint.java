package dev.plumbline.environment;

/** A host and a TCP port (1 to 65535). */
public record Endpoint(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
