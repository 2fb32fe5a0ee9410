package dev.plumbline.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that kills, damages or destroys: it runs on clusters that the run started itself, and is refused (red, not skipped) in a run
 * that was given any other cluster.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EphemeralOnlyExtension.class)
public @interface EphemeralOnly {}
