package dev.plumbline.junit;

/**
 * On what a check is run.
 *
 * @param name for people and for the test's name
 * @param value what the check method gets
 */
public record Subject(String name, Object value) {
    static Subject of(Object value) {
        return new Subject(value.toString(), value);
    }
}
