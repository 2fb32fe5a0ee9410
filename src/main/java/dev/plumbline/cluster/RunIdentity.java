package dev.plumbline.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One run that may write to a cluster.
 *
 * @param owner for people: user and machine
 * @param id no other run has it
 * @param process in which it runs
 */
public record RunIdentity(String owner, String id, ProcessMark process) {
    private static final int ID_BYTES = 4;

    /** A new run in this process. */
    public static RunIdentity create() {
        byte[] random = new byte[ID_BYTES];
        new SecureRandom().nextBytes(random);
        return new RunIdentity(
                System.getProperty("user.name", "somebody") + "@" + host(),
                HexFormat.of().formatHex(random),
                ProcessMark.here());
    }

    /** {@code alice@laptop/8f2c1a7e}. */
    @Override
    public String toString() {
        return owner + "/" + id;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
