package dev.plumbline.cluster;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.Function;

/**
 * Trusts the authority that a kubeconfig names and no other, as kubectl does. The client adds it to the JVM's instead: whoever has a
 * certificate of any public authority could then stand in for the cluster, and reading a hundred of them takes a new JVM a tenth of a
 * second.
 */
final class OwnAuthority {
    private static final String PASSPHRASE = "changeit";

    private OwnAuthority() {}

    /** @param build makes something of the configuration that reads its authorities at once */
    static <T> T alone(Config config, Function<Config, T> build) {
        if (config.getCaCertData() == null && config.getCaCertFile() == null) {
            return build.apply(config);
        }
        try {
            Path none = Files.createTempFile("plumbline-no-authorities", ".jks");
            try {
                writeEmptyStore(none);
                config.setTrustStoreFile(none.toString());
                config.setTrustStorePassphrase(PASSPHRASE);
                return build.apply(config);
            } finally {
                config.setTrustStoreFile(null);
                Files.delete(none);
            }
        } catch (IOException | GeneralSecurityException unwritable) {
            throw new ClusterException(
                    "cannot write the list of authorities that are trusted, into %s: %s; is that folder writable, and is there room?"
                            .formatted(System.getProperty("java.io.tmpdir"), unwritable.getMessage()),
                    unwritable);
        }
    }

    private static void writeEmptyStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore none = KeyStore.getInstance("JKS");
        none.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            none.store(out, PASSPHRASE.toCharArray());
        }
    }
}
