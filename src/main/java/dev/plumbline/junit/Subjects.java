package dev.plumbline.junit;

import dev.plumbline.observe.Declared;
import java.lang.annotation.Annotation;
import java.util.List;

/**
 * Draws the subjects of a check from what the environment declares, never from what was observed: what is missing must be missed.
 *
 * @param <A> the annotation, with what it asks for
 */
@FunctionalInterface
public interface Subjects<A extends Annotation> {
    List<Subject> of(Declared declared, A annotation);

    /** On what, for people: {@code each service}. */
    default String words(A annotation) {
        return Words.of(annotation.annotationType().getSimpleName()).replace("for ", "");
    }
}
