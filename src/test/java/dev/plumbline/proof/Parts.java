package dev.plumbline.proof;

import dev.plumbline.observe.Observed;
import java.util.List;
import java.util.stream.Stream;

/** All of what was observed, part by part. */
final class Parts {
    private Parts() {}

    static List<Part> of(Observed observed) {
        var evidence = observed.evidence();
        return Stream.of(
                        observed.objects().stream().map(ObjectPart::of),
                        observed.declared().releases().stream()
                                .map(release -> new ReleasePart(observed.releaseOf(release))),
                        evidence.tokens().asked().stream().map(account -> AnswerPart.token(observed, account)),
                        evidence.configurations().asked().stream().map(pod -> AnswerPart.configuration(observed, pod)),
                        evidence.endpoints().asked().stream().map(pod -> AnswerPart.reach(observed, pod)),
                        evidence.deploy().stream()
                                .flatMap(journal -> journal.steps().stream().map(step -> new StepPart(journal, step))))
                .flatMap(parts -> parts.map(Part.class::cast))
                .toList();
    }
}
