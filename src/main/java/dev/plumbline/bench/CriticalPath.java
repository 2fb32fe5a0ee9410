package dev.plumbline.bench;

import dev.plumbline.deploy.Journal;
import dev.plumbline.deploy.JournalEntry;
import dev.plumbline.deploy.Milestone;
import dev.plumbline.deploy.Need;
import dev.plumbline.deploy.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chain of steps that a deploy could not be shorter than: from the step that was ready last, back to the need that was met last,
 * and so on. A deploy that loses no time takes as long as the steps of this chain together.
 *
 * @param links in the order in which they were carried out
 */
record CriticalPath(List<Link> links) {

    /** One step of the chain, as far as the next one waited for it. */
    record Link(String step, Milestone until, Duration took) {}

    static CriticalPath of(Plan plan, Journal journal) {
        Map<String, JournalEntry> entries = new HashMap<>();
        journal.steps().forEach(entry -> entries.put(entry.step(), entry));
        Map<String, List<Need>> needs = new HashMap<>();
        plan.steps().forEach(step -> needs.put(step.step().id(), step.step().needs()));
        LinkedList<Link> links = new LinkedList<>();
        Optional<Need> next = entries.values().stream()
                .filter(entry -> entry.ready().isPresent())
                .max(Comparator.comparing(entry -> entry.ready().get()))
                .map(entry -> new Need(entry.step(), Milestone.READY));
        while (next.isPresent()) {
            Need need = next.get();
            JournalEntry entry = entries.get(need.step());
            links.addFirst(new Link(
                    need.step(),
                    need.milestone(),
                    Duration.between(entry.started().orElseThrow(), reached(need, entries))));
            next = needs.get(need.step()).stream()
                    .filter(each -> entries.containsKey(each.step()))
                    .max(Comparator.comparing(each -> reached(each, entries)));
        }
        return new CriticalPath(links);
    }

    private static Instant reached(Need need, Map<String, JournalEntry> entries) {
        JournalEntry entry = entries.get(need.step());
        return (need.milestone() == Milestone.SENT ? entry.sent() : entry.ready()).orElse(Instant.MIN);
    }

    Duration length() {
        return links.stream().map(Link::took).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String toString() {
        return String.join(
                " -> ",
                links.stream()
                        .map(link -> link.step()
                                + (link.until() == Milestone.SENT ? " sent " : " ")
                                + Figure.seconds(link.took()))
                        .toList());
    }
}
