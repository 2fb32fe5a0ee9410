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
 * Trusts the authority that a kubeconfig names and no other, and shows the certificate that it holds and no other, as kubectl does. The
 * client adds both to those of the JVM: whoever has a certificate of any public authority could then stand in for the cluster. Reading
 * the hundred of them takes a new JVM a tenth of a second, and as long again what PKCS12, the store that it takes of itself, does to a
 * key before it keeps it in memory.
 */
final class OwnCertificates {
    private static final String PASSPHRASE = "changeit";

    private OwnCertificates() {}

    /** @param build makes something of the configuration that reads its certificates at once */
    static <T> T alone(Config config, Function<Config, T> build) {
        try {
            Path none = Files.createTempFile("plumbline-no-certificates", ".jks");
            try {
                writeEmptyStore(none);
                config.setKeyStoreFile(none.toString());
                config.setKeyStorePassphrase(PASSPHRASE);
                if (config.getCaCertData() != null || config.getCaCertFile() != null) {
                    config.setTrustStoreFile(none.toString());
                    config.setTrustStorePassphrase(PASSPHRASE);
                }
                return build.apply(config);
            } finally {
                config.setKeyStoreFile(null);
                config.setTrustStoreFile(null);
                Files.delete(none);
            }
        } catch (IOException | GeneralSecurityException unwritable) {
            throw new ClusterException(
                    "cannot write an empty list of certificates, into %s: %s; is that folder writable, and is there room?"
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
