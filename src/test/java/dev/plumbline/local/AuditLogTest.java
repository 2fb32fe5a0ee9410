package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private static final String PATCH = """
            {"kind":"Event","level":"Metadata","auditID":"4a1c","stage":"ResponseComplete",\
            "requestURI":"/api/v1/namespaces/default/configmaps/a?fieldManager=plumbline%s","verb":"patch",\
            "user":{"username":"admin","groups":["system:masters"]},"userAgent":"plumbline",\
            "objectRef":{"resource":"configmaps","namespace":"default","name":"a"},\
            "responseStatus":{"code":200},"requestReceivedTimestamp":"2026-01-01T12:00:00.123456Z"}
            """;

    @Test
    void readsWhoDidWhatToWhich() {
        AuditEvent event = AuditLog.parse(PATCH.formatted("")).get(0);
        assertThat(event.id()).isEqualTo("4a1c");
        assertThat(event.verb()).isEqualTo("patch");
        assertThat(event.user()).isEqualTo("admin");
        assertThat(event.userAgent()).isEqualTo("plumbline");
        assertThat(event.resource()).isEqualTo("configmaps");
        assertThat(event.namespace()).isEqualTo("default");
        assertThat(event.name()).isEqualTo("a");
        assertThat(event.code()).isEqualTo(200);
    }

    @Test
    void tellsAWriteFromADryRunAndFromARead() {
        List<AuditEvent> events = AuditLog.parse(PATCH.formatted("")
                + PATCH.formatted("&dryRun=All")
                + PATCH.formatted("").replace("\"patch\"", "\"get\""));
        assertThat(events).extracting(AuditEvent::writes).containsExactly(true, false, false);
    }

    @Test
    void countsNoReviewAsAWrite() {
        List<AuditEvent> events = AuditLog.parse(PATCH.formatted("")
                .replace("\"patch\"", "\"create\"")
                .replace("\"resource\":\"configmaps\"", "\"resource\":\"selfsubjectreviews\""));
        assertThat(events).extracting(AuditEvent::writes).containsExactly(false);
    }

    @Test
    void showsALineThatIsNoEvent() {
        assertThatThrownBy(() -> AuditLog.parse("oops"))
                .isInstanceOf(LocalClusterException.class)
                .hasMessageContaining("oops");
    }
}
