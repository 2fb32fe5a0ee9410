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

/** One check for the whole platform. The method gets the {@code Observed}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConformanceExtension.class)
@DrawnFrom(ForPlatform.Drawn.class)
public @interface ForPlatform {

    /** Draws the subjects. */
    final class Drawn implements Subjects<ForPlatform> {
        @Override
        public List<Subject> of(Declared declared, ForPlatform annotation) {
            return List.of(new Subject("platform", declared));
        }

        @Override
        public String words(ForPlatform annotation) {
            return "the platform";
        }
    }
}
