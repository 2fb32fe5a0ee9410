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

/** One check for each entry of {@code infra-config}. The method gets a {@code ConfigEntry}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConformanceExtension.class)
@DrawnFrom(ForEachConfigEntry.Drawn.class)
public @interface ForEachConfigEntry {

    /** Draws the subjects. */
    final class Drawn implements Subjects<ForEachConfigEntry> {
        @Override
        public List<Subject> of(Declared declared, ForEachConfigEntry annotation) {
            return declared.infraConfig().stream().map(Subject::of).toList();
        }

        @Override
        public String words(ForEachConfigEntry annotation) {
            return "each entry";
        }
    }
}
