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

/** One check for each Helm release. The method gets a {@code DeclaredRelease}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConformanceExtension.class)
@DrawnFrom(ForEachRelease.Drawn.class)
public @interface ForEachRelease {
    /** Which releases. */
    Which value() default Which.ALL;

    /** Only the one of that chart; empty = any. */
    String chart() default "";

    /** Which releases. */
    enum Which {
        ALL,
        SYSTEM,
        APPLICATION
    }

    /** Draws the subjects. */
    final class Drawn implements Subjects<ForEachRelease> {
        @Override
        public List<Subject> of(Declared declared, ForEachRelease annotation) {
            return declared.releases().stream()
                    .filter(release -> annotation.value() == Which.ALL
                            || release.isSystem() == (annotation.value() == Which.SYSTEM))
                    .filter(release -> annotation.chart().isEmpty()
                            || annotation.chart().equals(release.chart().name()))
                    .map(Subject::of)
                    .toList();
        }

        @Override
        public String words(ForEachRelease annotation) {
            if (!annotation.chart().isEmpty()) {
                return "release of chart " + annotation.chart();
            }
            return switch (annotation.value()) {
                case ALL -> "each release";
                case SYSTEM -> "each system release";
                case APPLICATION -> "each application release";
            };
        }
    }
}
