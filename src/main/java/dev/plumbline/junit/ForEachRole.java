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

/** One check for each service account that must assume an IAM role. The method gets a {@code RoleBearer}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConformanceExtension.class)
@DrawnFrom(ForEachRole.Drawn.class)
public @interface ForEachRole {

    /** Draws the subjects. */
    final class Drawn implements Subjects<ForEachRole> {
        @Override
        public List<Subject> of(Declared declared, ForEachRole annotation) {
            return declared.roleBearers().stream().map(Subject::of).toList();
        }
    }
}
