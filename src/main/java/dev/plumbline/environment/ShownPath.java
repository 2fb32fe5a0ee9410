package dev.plumbline.environment;

import java.nio.file.Path;

/** File names as the user would type them: relative to the project's root where they are inside it. */
record ShownPath(Path root) {
    static ShownPath forProjectOf(Path environmentsFolder) {
        return new ShownPath(environmentsFolder.toAbsolutePath().normalize().getParent());
    }

    String of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return (root != null && absolute.startsWith(root) ? root.relativize(absolute) : file).toString();
    }
}
