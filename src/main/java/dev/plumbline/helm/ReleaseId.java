package dev.plumbline.helm;

/** A Helm release's identity within one cluster. */
public record ReleaseId(String namespace, String name) {
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
