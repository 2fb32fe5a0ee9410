package dev.plumbline.observe;

import dev.plumbline.deploy.Journal;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known besides the objects.
 *
 * @param at when it was observed
 * @param deploy the journal of the last deploy; empty if none was kept here
 * @param configurations what a pod says of its own environment, by the pod's name
 * @param endpoints which endpoints a pod reaches, by the pod's name
 * @param tokens a token that the cluster made for a service account, by {@code namespace/name}
 * @param aws what the environment's account says of the roles
 */
public record Evidence(
        Instant at,
        Optional<Journal> deploy,
        Answers<SeenConfiguration> configurations,
        Answers<SeenReach> endpoints,
        Answers<SeenToken> tokens,
        SeenAws aws) {

    /** Objects only. */
    static Evidence none(String why) {
        return new Evidence(
                Instant.now(),
                Optional.empty(),
                Answers.notAsked(why),
                Answers.notAsked(why),
                Answers.notAsked(why),
                SeenAws.notAsked(why));
    }

    /** The same with another journal. */
    public Evidence with(Journal journal) {
        return new Evidence(at, Optional.of(journal), configurations, endpoints, tokens, aws);
    }

    /** The same with another moment. */
    public Evidence observedAt(Instant moment) {
        return new Evidence(moment, deploy, configurations, endpoints, tokens, aws);
    }

    /** The same, had the account said something else. */
    public Evidence with(SeenAws other) {
        return new Evidence(at, deploy, configurations, endpoints, tokens, other);
    }
}
