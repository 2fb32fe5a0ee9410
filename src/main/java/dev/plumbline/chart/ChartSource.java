package dev.plumbline.chart;

import java.nio.file.Path;

/** Where charts are taken from: one repository of one kind. */
interface ChartSource {

    /**
     * @throws RepositoryUnreachable if the repository does not answer
     * @throws ChartException if it answers, and has no such chart or a damaged one
     */
    Found find(String name, String version) throws RepositoryUnreachable;

    /** What a source has. */
    sealed interface Found {

        /** A package. */
        record Archive(byte[] bytes, String from) implements Found {}

        /** An unpacked chart of a folder. */
        record Folder(Path path) implements Found {}
    }
}
