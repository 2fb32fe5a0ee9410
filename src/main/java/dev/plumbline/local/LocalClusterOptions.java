package dev.plumbline.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a local cluster. Immutable: each {@code with} gives another.
 *
 * @param name for people and for finding it again; lower-case letters, digits and hyphens
 * @param persistent it outlives this JVM and is found again by its name; otherwise it ends with its owner
 * @param apiServerArguments {@code flag=value} for kube-apiserver, as k3s' {@code --kube-apiserver-arg} takes them; a flag given here
 *     replaces the node's own
 * @param mounts files that the node sees
 * @param labels further Docker labels of the node's container
 * @param strictAws an emulator that judges, and a cluster that authenticates like EKS; empty = moto as it is
 * @param lifetime after which an ephemeral cluster may be swept whoever owns it
 */
public record LocalClusterOptions(
        String name,
        boolean persistent,
        List<String> apiServerArguments,
        List<HostMount> mounts,
        Map<String, String> labels,
        Optional<StrictAws> strictAws,
        Duration lifetime) {
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(2);

    public LocalClusterOptions {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
            throw new LocalClusterException(
                    "name of a local cluster: found \"%s\", allowed are up to 40 lower-case letters, digits and hyphens"
                            .formatted(name));
        }
        apiServerArguments = List.copyOf(apiServerArguments);
        mounts = List.copyOf(mounts);
        labels = Map.copyOf(labels);
    }

    /** For tests: several of one name at once are fine, each is removed when closed or when its JVM has ended. */
    public static LocalClusterOptions ephemeral(String name) {
        return new LocalClusterOptions(name, false, List.of(), List.of(), Map.of(), Optional.empty(), DEFAULT_LIFETIME);
    }

    /** For people: one per name, kept until removed. */
    public static LocalClusterOptions persistent(String name) {
        return new LocalClusterOptions(name, true, List.of(), List.of(), Map.of(), Optional.empty(), DEFAULT_LIFETIME);
    }

    /** @param argument such as {@code service-account-issuer=https://issuer.example} */
    public LocalClusterOptions withApiServerArgument(String argument) {
        List<String> more = new ArrayList<>(apiServerArguments);
        more.add(argument);
        return new LocalClusterOptions(name, persistent, more, mounts, labels, strictAws, lifetime);
    }

    public LocalClusterOptions withMount(HostMount mount) {
        List<HostMount> more = new ArrayList<>(mounts);
        more.add(mount);
        return new LocalClusterOptions(name, persistent, apiServerArguments, more, labels, strictAws, lifetime);
    }

    public LocalClusterOptions withLabel(String key, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(key, value);
        return new LocalClusterOptions(name, persistent, apiServerArguments, mounts, more, strictAws, lifetime);
    }

    /** Service-account tokens then have the issuer that AWS knows, and strangers' tokens are judged as EKS does. */
    public LocalClusterOptions withStrictAws(StrictAws strict) {
        List<String> more = new ArrayList<>(apiServerArguments);
        more.addAll(strict.apiServerArguments());
        return new LocalClusterOptions(name, persistent, more, mounts, labels, Optional.of(strict), lifetime);
    }

    public LocalClusterOptions withLifetime(Duration longest) {
        return new LocalClusterOptions(name, persistent, apiServerArguments, mounts, labels, strictAws, longest);
    }
}
