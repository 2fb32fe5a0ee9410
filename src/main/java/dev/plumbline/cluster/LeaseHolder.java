package dev.plumbline.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * What a Lease says of who holds it.
 *
 * @param name owner and run; empty if nobody holds it
 * @param since when it was taken
 * @param renewed when its holder last showed life
 * @param life how long that counts
 * @param process of the holder; empty if it does not say
 */
record LeaseHolder(
        String name, ZonedDateTime since, ZonedDateTime renewed, Duration life, Optional<ProcessMark> process) {
    private static final String PROCESS = "plumbline.dev/process";
    private static final ZonedDateTime NEVER = ZonedDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    static LeaseHolder of(Lease lease) {
        var spec = lease.getSpec();
        Map<String, String> annotations = lease.getMetadata().getAnnotations();
        return new LeaseHolder(
                Optional.ofNullable(spec.getHolderIdentity()).orElse(""),
                Optional.ofNullable(spec.getAcquireTime()).orElse(NEVER),
                Optional.ofNullable(spec.getRenewTime()).orElse(NEVER),
                Duration.ofSeconds(
                        Optional.ofNullable(spec.getLeaseDurationSeconds()).orElse(0)),
                Optional.ofNullable(annotations).map(all -> all.get(PROCESS)).flatMap(ProcessMark::parse));
    }

    /** A Lease that a run takes now. */
    static Lease taken(String name, Map<String, String> labels, RunIdentity run, LeaseTerms terms) {
        ZonedDateTime now = now();
        return new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(LeaseObject.NAMESPACE)
                .withLabels(labels)
                .addToAnnotations(PROCESS, run.process().toString())
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(run.toString())
                .withLeaseDurationSeconds(terms.lifeSeconds())
                .withAcquireTime(now)
                .withRenewTime(now)
                .withLeaseTransitions(0)
                .endSpec()
                .build();
    }

    /** The same Lease taken over from whoever had it. */
    static Lease takenOver(Lease from, Lease own) {
        Integer before = from.getSpec().getLeaseTransitions();
        return new LeaseBuilder(own)
                .editMetadata()
                .withResourceVersion(from.getMetadata().getResourceVersion())
                .endMetadata()
                .editSpec()
                .withLeaseTransitions(before == null ? 1 : before + 1)
                .endSpec()
                .build();
    }

    static Lease renewed(Lease lease) {
        return new LeaseBuilder(lease).editSpec().withRenewTime(now()).endSpec().build();
    }

    boolean isNobody() {
        return name.isEmpty();
    }

    /** Whether its process was on this machine and has certainly ended. */
    boolean hasEnded(ProcessMark here) {
        return process.filter(mark -> mark.hasEnded(here)).isPresent();
    }

    /** By this machine's clock, which may differ from the holder's: a hint, never a proof. */
    boolean looksDead() {
        return now().isAfter(renewed.plus(life));
    }

    @Override
    public String toString() {
        return "%s since %s".formatted(name, since.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static ZonedDateTime now() {
        // a Lease stores microseconds
        return ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
