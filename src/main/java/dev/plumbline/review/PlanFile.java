package dev.plumbline.review;

import dev.plumbline.deploy.DeployException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A saved plan in a file: JSON, readable by its owner only. */
public final class PlanFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PlanFile() {}

    /** Replaces the file, if there is one. */
    public static void write(SavedPlan plan, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path written = Files.createTempFile(
                    folder,
                    ".plan",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                JSON.writeValue(written, plan);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the plan to " + file, failure);
        }
    }

    /** @throws DeployException if it is no plan of this version */
    public static SavedPlan read(Path file) {
        try {
            JsonNode plan = JSON.readTree(Files.readAllBytes(file));
            if (plan.path("format").asInt(0) != SavedPlan.FORMAT) {
                throw unreadable(
                        file, "it is no plan of format %d, which this version keeps".formatted(SavedPlan.FORMAT), null);
            }
            return JSON.treeToValue(plan, SavedPlan.class);
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "there is no such file", missing);
        } catch (JacksonException | NullPointerException malformed) {
            throw unreadable(file, "it is not a plan", malformed);
        } catch (IOException failure) {
            throw unreadable(file, failure.toString(), failure);
        }
    }

    private static DeployException unreadable(Path file, String why, Exception cause) {
        return new DeployException(
                "%s: %s; nothing was touched\n  do  make a plan: ./plumbline plan -o %s".formatted(file, why, file),
                cause);
    }
}
