package dev.plumbline.local;

import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the API server's audit log out of a node. */
final class AuditLog {
    static final String PATH = "/var/lib/rancher/k3s/server/logs/audit.log";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AuditLog() {}

    static List<AuditEvent> read(DockerCommand docker, String node) {
        return parse(docker.run("exec", node, "cat", PATH).output());
    }

    static List<AuditEvent> parse(String log) {
        return log.lines().filter(line -> !line.isBlank()).map(AuditLog::event).toList();
    }

    private static AuditEvent event(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            JsonNode object = event.path("objectRef");
            return new AuditEvent(
                    event.path("auditID").asString(""),
                    event.path("verb").asString(""),
                    event.path("requestURI").asString(""),
                    event.path("user").path("username").asString(""),
                    event.path("userAgent").asString(""),
                    event.path("responseStatus").path("code").asInt(0),
                    object.path("resource").asString(""),
                    object.path("namespace").asString(""),
                    object.path("name").asString(""),
                    Instant.parse(event.path("requestReceivedTimestamp").asString()));
        } catch (JacksonException | java.time.DateTimeException unreadable) {
            throw new LocalClusterException("a line of the audit log is no event: " + line, unreadable);
        }
    }
}
