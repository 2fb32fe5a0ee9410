package dev.plumbline.environment;

/** Key paths as people read them: {@code a.b.c}, keys that hold a dot in quotes. */
final class KeyPath {
    private KeyPath() {}

    static String of(String parent, String key) {
        String shown = key.indexOf('.') < 0 ? key : '"' + key + '"';
        return parent.isEmpty() ? shown : parent + "." + shown;
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
