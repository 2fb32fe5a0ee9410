package dev.plumbline.junit;

import dev.plumbline.observe.Observed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The targets of one run, each opened when it is first asked for and closed with the run. */
final class Sessions implements AutoCloseable {
    private final List<Target> targets;
    private final ObservedSources sources;
    private final Function<String, Optional<String>> settings;
    private final Map<Target, Session> opened = new LinkedHashMap<>();

    /** Either what was observed, or why nothing was. */
    record Session(Optional<ObservedSource> source, Optional<Observed> observed, String reason) {}

    Sessions(List<Target> targets, ObservedSources sources, Function<String, Optional<String>> settings) {
        this.targets = targets;
        this.sources = sources;
        this.settings = settings;
    }

    List<Target> targets() {
        return targets;
    }

    synchronized Session of(Target target) {
        return opened.computeIfAbsent(target, this::open);
    }

    private Session open(Target target) {
        ObservedSource source = null;
        try {
            source = sources.open(target, settings);
            return new Session(Optional.of(source), Optional.of(source.observed()), "");
        } catch (RuntimeException | AssertionError e) {
            return new Session(
                    Optional.ofNullable(source),
                    Optional.empty(),
                    target + " could not be observed: " + (e.getMessage() == null ? e : e.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(session -> session.source().ifPresent(ObservedSource::close));
        sources.close();
    }
}
