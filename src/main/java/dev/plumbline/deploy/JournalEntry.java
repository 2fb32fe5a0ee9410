package dev.plumbline.deploy;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened to one step.
 *
 * @param step its id
 * @param change {@code create}, {@code update}, {@code recover}, {@code unchanged} or {@code gate}
 * @param outcome the phase it ended in
 * @param started when its needs were met; empty if they never were
 * @param sent when its objects existed
 * @param ready when they did what they are for
 * @param detail why it failed or was blocked; empty otherwise
 */
public record JournalEntry(
        String step,
        String change,
        StepState.Phase outcome,
        Optional<Instant> started,
        Optional<Instant> sent,
        Optional<Instant> ready,
        String detail) {}
