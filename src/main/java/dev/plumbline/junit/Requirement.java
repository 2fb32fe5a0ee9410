package dev.plumbline.junit;

import dev.plumbline.observe.Source;
import dev.plumbline.report.Level;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a check method demands. The method says on what it is checked, with {@link ForEachService} and the like. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requirement {
    /** Its id, which never changes: {@code HPA-001}. */
    String value();

    /** One sentence; left out, it is the method's name in words. */
    String says() default "";

    Level level() default Level.MUST;

    /** Which sources can show it; on others it is skipped. */
    Source[] sources() default {Source.RENDERED, Source.LOCAL, Source.EKS};

    /** What it goes by, where that is not what its source shows. */
    Basis basis() default Basis.SOURCE;

    /** Why the other sources cannot show it. */
    String otherwise() default "";

    /**
     * Whether it changes what runs to see what becomes of it, and puts it back. Such a check runs only where a run allows it, and on a
     * live environment only if that names it in {@code safe_disturbances}; it may take a {@link RunningPlatform}.
     */
    boolean disturbing() default false;
}
