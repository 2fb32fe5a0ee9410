package dev.plumbline.cli;

import dev.plumbline.cluster.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads classes that a command against a cluster needs, without a cluster: all of this program, the JDK's TLS and HTTP/2, and the models
 * of the kinds that a platform consists of. The launcher stores them once; read one by one they cost more than all requests together.
 */
final class WarmClasses {
    private static final List<String> OF_THE_JDK = List.of(
            "java.net.http/jdk/internal/net/http",
            "java.net.http/java/net/http",
            "java.base/sun/security/ssl",
            "java.base/sun/security/x509",
            "java.base/sun/security/util",
            "java.base/sun/security/provider",
            "java.base/sun/security/validator",
            "java.base/com/sun/crypto/provider",
            "jdk.crypto.ec/sun/security/ec");

    /** {@code apiVersion kind}. */
    private static final List<String> KINDS = List.of(
            "v1 Namespace",
            "v1 ConfigMap",
            "v1 Secret",
            "v1 Service",
            "v1 ServiceAccount",
            "v1 Pod",
            "apps/v1 Deployment",
            "apps/v1 ReplicaSet",
            "autoscaling/v2 HorizontalPodAutoscaler",
            "policy/v1 PodDisruptionBudget",
            "rbac.authorization.k8s.io/v1 Role",
            "rbac.authorization.k8s.io/v1 RoleBinding",
            "rbac.authorization.k8s.io/v1 ClusterRole",
            "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
            "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration",
            "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration",
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "apiregistration.k8s.io/v1 APIService",
            "networking.k8s.io/v1 IngressClass",
            "coordination.k8s.io/v1 Lease",
            "example.com/v1 Custom");

    private WarmClasses() {}

    static void load() {
        OF_THE_JDK.forEach(
                each -> loadAll(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/" + each), 3));
        own();
        KINDS.stream().map(kind -> kind.split(" ")).forEach(parts -> Models.learn(parts[0], parts[1]));
    }

    private static void own() {
        try {
            Path code = Path.of(WarmClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(code)) {
                try (FileSystem jar = FileSystems.newFileSystem(code)) {
                    loadAll(jar.getPath("/dev/plumbline"), 1);
                }
            }
        } catch (IOException | java.net.URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** @param from where the class's name begins in the path */
    private static void loadAll(Path folder, int from) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).split("/"))
                    .map(parts -> String.join(".", List.of(parts).subList(from, parts.length)))
                    .forEach(WarmClasses::load);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, WarmClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError optional) {
            // needs a library that is not there: then no command needs it either
        }
    }
}
