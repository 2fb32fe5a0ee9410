package dev.plumbline.helm;

import com.marcnuri.helm.jni.NativeLibrary;
import dev.plumbline.helm.worker.CachedNativeLibrary;
import dev.plumbline.helm.worker.WorkerMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Our few classes of the worker as a jar of their own, with the service entry that makes helm-java take its native library from
 * our cache. So that entry exists in workers only, and a worker keeps its classes while the project is compiled again.
 */
final class WorkerJar {
    private static final List<String> CLASSES = List.of(
            "Answer",
            "CachedNativeLibrary",
            "HelmCalls",
            "HelmCalls$1",
            "PrivateOutput",
            "Request",
            "Request$Operation",
            "WorkerMain");

    private WorkerJar() {}

    static Path writeTo(Path folder) {
        try {
            byte[] jar = build();
            CRC32 checksum = new CRC32();
            checksum.update(jar);
            Path file = folder.resolve("helm-worker-" + HexFormat.of().toHexDigits((int) checksum.getValue()) + ".jar");
            if (!Files.isRegularFile(file) || Files.size(file) != jar.length) {
                Path temporary = Files.createTempFile(folder, "helm-worker-", ".part");
                Files.write(temporary, jar);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the Helm worker's classes into " + folder, e);
        }
    }

    private static byte[] build() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            String packageFolder = WorkerMain.class.getPackageName().replace('.', '/') + "/";
            for (String name : CLASSES) {
                try (InputStream in = WorkerMain.class.getResourceAsStream(name + ".class")) {
                    if (in != null) { // HelmCalls$1 is there or not, as the compiler likes
                        add(zip, packageFolder + name + ".class", in.readAllBytes());
                    }
                }
            }
            add(
                    zip,
                    "META-INF/services/" + NativeLibrary.class.getName(),
                    CachedNativeLibrary.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0L); // the same classes give the same jar
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
