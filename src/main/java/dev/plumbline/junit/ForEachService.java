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

/** One check for each application service. The method gets a {@code ServiceSettings}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ConformanceExtension.class)
@DrawnFrom(ForEachService.Drawn.class)
public @interface ForEachService {
    /** Only those that get the RDS credentials. */
    boolean readingCredentials() default false;

    /** Only the one whose release brings the in-cluster cache. */
    boolean bringingCache() default false;

    /** Draws the subjects. */
    final class Drawn implements Subjects<ForEachService> {
        @Override
        public List<Subject> of(Declared declared, ForEachService annotation) {
            return declared.services().stream()
                    .filter(service -> !annotation.readingCredentials()
                            || declared.credentialReaders().contains(service))
                    .filter(service -> !annotation.bringingCache() || declared.bringsCache(service))
                    .map(service -> new Subject(service.key(), service))
                    .toList();
        }

        @Override
        public String words(ForEachService annotation) {
            return "each service"
                    + (annotation.readingCredentials() ? " that reads the credentials" : "")
                    + (annotation.bringingCache() ? " that brings the cache" : "");
        }
    }
}
