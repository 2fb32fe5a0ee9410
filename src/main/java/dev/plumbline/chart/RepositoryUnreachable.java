package dev.plumbline.chart;

import java.net.URI;

/** A repository that does not answer as one: the only failure for which a stand-in may step in. */
final class RepositoryUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    RepositoryUnreachable(URI address, String why) {
        super(address + " " + why);
    }
}
