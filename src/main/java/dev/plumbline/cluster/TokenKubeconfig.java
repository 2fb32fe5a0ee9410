package dev.plumbline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A kubeconfig file that holds a short-lived token, written anew whenever it is asked for: Helm's processes read it once per call.
 * Readers see the old file or the new one, never a half.
 *
 * @param name of cluster, user and context
 * @param server the API server
 * @param certificateAuthority base64 PEM
 * @param tokens asked at every writing
 * @param path where the file is
 */
public record TokenKubeconfig(String name, URI server, String certificateAuthority, TokenSource tokens, Path path)
        implements Kubeconfig {
    @Override
    public Path file() {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: "%1$s"
                clusters:
                - {name: "%1$s", cluster: {server: "%2$s", certificate-authority-data: "%3$s"}}
                contexts:
                - {name: "%1$s", context: {cluster: "%1$s", user: "%1$s"}}
                users:
                - {name: "%1$s", user: {token: "%4$s"}}
                """.formatted(name, server, certificateAuthority, tokens.token());
        try {
            Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
            Path written = Files.createTempFile(
                    folder,
                    "kubeconfig",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(written, text);
            return Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the kubeconfig of cluster " + name + " to " + path, failure);
        }
    }

    @Override
    public String toString() {
        return "kubeconfig of " + name + " at " + path;
    }
}
