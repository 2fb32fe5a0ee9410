package dev.plumbline.observe;

import java.util.LinkedHashMap;
import java.util.Map;

/** Silence, as it would have been. */
public final class Unanswered {
    private Unanswered() {}

    /** The same answers, had this one been asked and given none. */
    public static <T> Answers<T> by(String whom, Answers<T> answers) {
        Map<String, T> given = new LinkedHashMap<>();
        answers.asked().stream().filter(who -> !who.equals(whom)).forEach(who -> given.put(who, answers.of(who)));
        return Answers.of(given, Map.of(whom, "it does not answer"));
    }
}
