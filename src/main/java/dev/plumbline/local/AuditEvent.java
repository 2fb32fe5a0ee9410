package dev.plumbline.local;

import java.time.Instant;
import java.util.Set;

/**
 * One request that the API server has answered, from its audit log. A request that is passed on to a pod, or that watches, stands there
 * twice under one id: when its answer began and when it ended.
 *
 * @param id of the request
 * @param verb such as {@code get}, {@code patch}
 * @param uri request URI with its query, which shows {@code dryRun=All}
 * @param user who asked
 * @param userAgent as sent
 * @param code HTTP status of the answer; 0 if there was none
 * @param resource plural name, empty for a request that is not about a resource
 * @param namespace empty for what has none
 * @param name of the object, empty where the request names none
 * @param received when the request arrived
 */
public record AuditEvent(
        String id,
        String verb,
        String uri,
        String user,
        String userAgent,
        int code,
        String resource,
        String namespace,
        String name,
        Instant received) {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    /** Whether it changed something, or tried to: a write that is no dry run. */
    public boolean writes() {
        return WRITES.contains(verb) && !uri.contains("dryRun=All") && !isQuestion();
    }

    /** Reviews of subjects and tokens are posted, answered, and stored nowhere. */
    private boolean isQuestion() {
        return resource.endsWith("reviews");
    }
}
