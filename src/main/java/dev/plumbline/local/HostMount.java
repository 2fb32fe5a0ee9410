package dev.plumbline.local;

import java.nio.file.Path;

/**
 * A file of the host that the node sees, read-only, from its start on.
 *
 * @param host absolute
 * @param container absolute path in the node, such as {@link #AUTHENTICATION_WEBHOOK}
 */
public record HostMount(Path host, String container) {
    /** Where the built node takes the API server's authentication webhook configuration from, if it is there. */
    public static final String AUTHENTICATION_WEBHOOK = "/etc/plumbline/authn-webhook.yaml";

    public HostMount {
        host = host.toAbsolutePath();
    }
}
