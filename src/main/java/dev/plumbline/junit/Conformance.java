package dev.plumbline.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Tag;

/** A class of checks: stateless methods with {@link Requirement}, each run for every target and subject. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag(Conformance.TAG)
@DisplayNameGeneration(RequirementNames.class)
public @interface Conformance {
    /** Every class of checks carries it. */
    String TAG = "conformance";

    /** What it is about, for people. */
    String value();
}
