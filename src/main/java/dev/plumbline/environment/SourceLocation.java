package dev.plumbline.environment;

/**
 * @param file as the user would type it, relative to the project's root where it is inside
 * @param line from 1
 */
public record SourceLocation(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
