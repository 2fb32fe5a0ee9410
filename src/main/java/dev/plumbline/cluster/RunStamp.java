package dev.plumbline.cluster;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run leaves, as labels, on whatever it makes: which run wrote it last, for which environment, and until when it may stay. It is
 * never part of what is rendered or compared: a second run of the same inputs has another id and changes nothing.
 *
 * @param run id of the run
 * @param project whose environment
 * @param environment name of the environment
 * @param expires after this a sweep may remove it; empty = it stays until somebody destroys it
 */
public record RunStamp(String run, String project, String environment, Optional<Instant> expires) {
    /** Field manager of these labels and of nothing else: what writes the object itself neither sees nor removes them. */
    public static final String MANAGER = "plumbline-run";

    public static final String RUN = "plumbline.dev/run";
    public static final String PROJECT = "plumbline.dev/project";
    public static final String ENVIRONMENT = "plumbline.dev/environment";
    public static final String EXPIRES = "plumbline.dev/expires";

    /** ISO 8601 without separators: a label holds no colon. */
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public RunStamp {
        if (run.isEmpty() || project.isEmpty() || environment.isEmpty()) {
            throw new IllegalArgumentException("a stamp names its run, its project and its environment");
        }
        expires = expires.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** What labels say; empty if no run stamped them. A time that is none is no expiry: what cannot be read stays. */
    public static Optional<RunStamp> of(Map<String, String> labels) {
        if (labels == null || Stream.of(RUN, PROJECT, ENVIRONMENT).anyMatch(key -> isBlank(labels.get(key)))) {
            return Optional.empty();
        }
        return Optional.of(new RunStamp(
                labels.get(RUN),
                labels.get(PROJECT),
                labels.get(ENVIRONMENT),
                Optional.ofNullable(labels.get(EXPIRES)).flatMap(RunStamp::time)));
    }

    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(Map.of(RUN, run, PROJECT, project, ENVIRONMENT, environment));
        expires.ifPresent(time -> labels.put(EXPIRES, FORM.format(time)));
        return labels;
    }

    /** Other labels with these instead of an earlier run's. */
    public Map<String, String> over(Map<String, String> others) {
        Map<String, String> labels = new LinkedHashMap<>(others == null ? Map.of() : others);
        labels.keySet().remove(EXPIRES);
        labels.putAll(labels());
        return labels;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(FORM.parse(text, Instant::from));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
