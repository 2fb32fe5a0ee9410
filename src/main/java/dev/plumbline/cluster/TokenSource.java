package dev.plumbline.cluster;

/** Where the bearer token for a cluster comes from. Asked before every request, so it answers from memory while a token is good. */
@FunctionalInterface
public interface TokenSource {
    /** @return a token that is good for longer than one call lasts; never printed */
    String token();
}
