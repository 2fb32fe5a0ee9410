package dev.plumbline.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered by those that were asked. Who did not answer is unknown, and never somebody without a finding.
 *
 * @param <T> an answer
 */
public final class Answers<T> {
    private final Map<String, T> given;
    private final Map<String, String> refused;
    private final Optional<String> notAsked;

    private Answers(Map<String, T> given, Map<String, String> refused, Optional<String> notAsked) {
        this.given = given;
        this.refused = refused;
        this.notAsked = notAsked;
    }

    /** Nobody was asked. */
    static <T> Answers<T> notAsked(String why) {
        return new Answers<>(Map.of(), Map.of(), Optional.of(why));
    }

    /** @param refused why there is no answer, by who was asked */
    static <T> Answers<T> of(Map<String, T> given, Map<String, String> refused) {
        return new Answers<>(new LinkedHashMap<>(given), new LinkedHashMap<>(refused), Optional.empty());
    }

    /** Why nobody was asked; empty if somebody was. */
    public Optional<String> notAsked() {
        return notAsked;
    }

    /**
     * @throws UnknownState if there is no answer, with the reason
     */
    public T of(String whom) {
        if (!given.containsKey(whom)) {
            throw new UnknownState("%s gave no answer: %s"
                    .formatted(whom, notAsked.orElse(refused.getOrDefault(whom, "it was not asked"))));
        }
        return given.get(whom);
    }

    /** The same, had this one given another answer. */
    public Answers<T> replacing(String whom, T answer) {
        Map<String, T> copy = new LinkedHashMap<>(given);
        copy.put(whom, answer);
        return new Answers<>(copy, refused, notAsked);
    }

    /** The answers that there are. */
    public List<T> given() {
        return List.copyOf(given.values());
    }

    /** Whoever was asked, with and without an answer. */
    public java.util.Set<String> asked() {
        java.util.Set<String> all = new java.util.LinkedHashSet<>(given.keySet());
        all.addAll(refused.keySet());
        return all;
    }
}
