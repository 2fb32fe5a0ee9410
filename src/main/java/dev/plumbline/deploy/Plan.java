package dev.plumbline.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a deploy would do, known before anything is touched.
 *
 * @param rendered the platform as it should be
 * @param steps each after the ones it needs
 */
public record Plan(RenderedPlatform rendered, List<PlannedStep> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** Empty if it has none of that id: a plan for some releases leaves the others out. */
    Optional<Step> step(String id) {
        return steps.stream()
                .map(PlannedStep::step)
                .filter(step -> step.id().equals(id))
                .findFirst();
    }

    /** Whether carrying it out writes anything. */
    public boolean writes() {
        return steps.stream().anyMatch(step -> step.change().writes());
    }

    /** How many steps create, update or recover something. */
    public long changes() {
        return steps.stream().filter(step -> step.change().writes()).count();
    }

    /** Of these digests by image, those of images that a release names which would be written: of the others no pod changes. */
    public Map<String, String> written(Map<String, String> images) {
        Set<String> words = steps.stream()
                .filter(step -> step.change().writes() && step.step() instanceof Step.Deploy)
                .flatMap(step -> Arrays.stream(
                        ((Step.Deploy) step.step()).release().manifest().split("[\\s\"'{}\\[\\],]+")))
                .collect(Collectors.toSet());
        return images.entrySet().stream()
                .filter(image -> words.contains(image.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
