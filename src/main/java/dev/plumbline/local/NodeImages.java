package dev.plumbline.local;

/** The images that a node has already: nothing is pulled here. */
record NodeImages(DockerCommand docker, String container) {
    /** In all names of {@code images.yaml}; no registry of that name exists anywhere. */
    private static final String OURS = "plumbline.local";

    private static final String ALSO = """
            for image in $(ctr -n k8s.io images ls -q | grep '^%1$s/'); do
              ctr -n k8s.io images tag --force "$image" "%2$s/${image#%1$s/}" || exit 1
            done
            """;

    /** Gives each a second name, as if it had been pulled from that registry before. */
    void asPulledFrom(String registry) {
        docker.run("exec", container, "sh", "-c", ALSO.formatted(OURS, registry));
    }
}
