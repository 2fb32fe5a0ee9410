package dev.plumbline.local;

import java.time.Duration;
import java.util.List;

/**
 * Something that a script builds and the cache keeps, as {@code fixtures/local/artefacts.yaml} describes it.
 *
 * @param id unique; the name of its folder in the cache
 * @param why what it is, for people
 * @param script path below {@code fixtures/local}
 * @param arguments of the script
 * @param inputs files and folders below {@code fixtures/local}, beside the script, whose change means to build again
 * @param needs ids of artefacts that must be there first
 * @param packages Debian packages whose commands the script calls
 * @param compiles uses every core: one at a time
 * @param needsRoot the script runs something as root
 * @param image id of the Docker image that it builds, empty if it only leaves files
 * @param estimate time of a first build on two cores
 * @param megabytes on disk
 */
record Artefact(
        String id,
        String why,
        String script,
        List<String> arguments,
        List<String> inputs,
        List<String> needs,
        List<String> packages,
        boolean compiles,
        boolean needsRoot,
        String image,
        Duration estimate,
        int megabytes) {}
