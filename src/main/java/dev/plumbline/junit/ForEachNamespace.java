package dev.plumbline.junit;

import dev.plumbline.observe.Declared;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** One check for each namespace that exists because of the platform. The method gets its name. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConformanceExtension.class)
@DrawnFrom(ForEachNamespace.Drawn.class)
public @interface ForEachNamespace {

    /** Draws the subjects. */
    final class Drawn implements Subjects<ForEachNamespace> {
        @Override
        public List<Subject> of(Declared declared, ForEachNamespace annotation) {
            return declared.namespaces().stream().map(Subject::of).toList();
        }
    }
}
