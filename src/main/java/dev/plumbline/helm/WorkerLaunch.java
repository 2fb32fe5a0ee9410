package dev.plumbline.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import dev.plumbline.helm.worker.CachedNativeLibrary;
import dev.plumbline.helm.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a worker is started: which java, class path, options and, above all, which environment: nothing of the user's, because
 * {@code HELM_*} and {@code KUBE*} override the kubeconfig file that a call names.
 */
final class WorkerLaunch {
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;

    /**
     * @param folder the workers' own folder
     * @param cache where the native library is kept between runs
     * @param ambientKubeconfig what Helm uses where no kubeconfig is named: rendering
     */
    WorkerLaunch(Path folder, Path cache, Path ambientKubeconfig) {
        this.folder = folder;
        Path libraries = directory(cache);
        Path home = directory(folder.resolve("home"));
        Path temporary = directory(folder.resolve("tmp"));
        this.command = command(libraries, temporary);
        this.environment = Map.ofEntries(
                // Without a UTF-8 locale JNA turns every other letter into a question mark.
                Map.entry("LC_ALL", "C.UTF-8"),
                Map.entry("HOME", home.toString()),
                Map.entry("TMPDIR", temporary.toString()),
                Map.entry("XDG_CACHE_HOME", home.resolve("cache").toString()),
                Map.entry("XDG_CONFIG_HOME", home.resolve("config").toString()),
                Map.entry("XDG_DATA_HOME", home.resolve("data").toString()),
                Map.entry("HELM_CACHE_HOME", home.resolve("helm/cache").toString()),
                Map.entry("HELM_CONFIG_HOME", home.resolve("helm/config").toString()),
                Map.entry("HELM_DATA_HOME", home.resolve("helm/data").toString()),
                Map.entry("HELM_PLUGINS", home.resolve("helm/plugins").toString()),
                Map.entry("HELM_DRIVER", "secret"),
                // A call leaves some tens of megabytes: collected more seldom, it costs a quarter less.
                Map.entry("GOGC", "400"),
                Map.entry("KUBECACHEDIR", home.resolve("kube-cache").toString()),
                Map.entry("KUBECONFIG", ambientKubeconfig.toString()));
    }

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> command(Path libraries, Path temporary) {
        NativeLibrary library = NativeLibrary.serviceProviderLibrary(Helm.class.getClassLoader());
        if (library == null) {
            throw new HelmException("there is no Helm library for " + Platform.RESOURCE_PREFIX
                    + " on the class path; helm-java has one for linux, darwin and windows on x86-64 and arm64");
        }
        Path helm = new UnpackedFile(jarOf(library.getClass()), library.getBinaryName(), libraries).path();
        Path jna = new UnpackedFile(
                        jarOf(Native.class),
                        "com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("jnidispatch"),
                        libraries)
                .path();
        String classPath = Stream.of(
                        WorkerJar.writeTo(libraries),
                        jarOf(Helm.class),
                        jarOf(NativeLibrary.class),
                        jarOf(Native.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-Dfile.encoding=UTF-8",
                "-Djna.encoding=UTF-8",
                "-Djna.boot.library.path=" + jna.getParent(),
                "-Djna.nounpack=true",
                "-Djava.io.tmpdir=" + temporary,
                "-D" + CachedNativeLibrary.LIBRARY + "=" + helm,
                "-cp",
                classPath,
                WorkerMain.class.getName());
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type.getName() + " was loaded from", e);
        }
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + path, e);
        }
    }
}
