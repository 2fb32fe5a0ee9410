package dev.plumbline.preflight;

import dev.plumbline.account.AwsClients;
import dev.plumbline.account.AwsFailure;
import dev.plumbline.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecr.EcrClient;

/**
 * Which content the tags of the application images name today: a tag may be pushed again, a digest may not.
 *
 * @param digests by the image as pods name it
 * @param unresolved why some are missing, for people; empty = none is
 */
public record ImageDigests(Map<String, String> digests, Optional<String> unresolved) {
    public ImageDigests {
        digests = java.util.Collections.unmodifiableMap(new TreeMap<>(digests));
    }

    /** Where nobody can be asked. */
    public static ImageDigests unknown(String why) {
        return new ImageDigests(Map.of(), Optional.of(why));
    }

    /** Asks ECR, once for each repository. What it does not say is no failure: a plan says so. */
    public static ImageDigests of(Environment environment, AwsClients aws) {
        EcrImages images = new EcrImages(environment);
        if (images.elsewhere().isPresent()) {
            return unknown(images.elsewhere().get());
        }
        Map<String, String> digests = new TreeMap<>();
        Optional<String> unresolved = Optional.empty();
        try (EcrClient ecr = aws.ecr()) {
            for (EcrImages.Image image : images.images()) {
                try {
                    digests.put(
                            image.reference(),
                            image.digest(ecr, environment.aws().accountId()));
                } catch (RuntimeException unanswered) {
                    Finding why = Unanswered.finding(image.reference(), unanswered);
                    unresolved = Optional.of(why.subject() + " " + why.found());
                    if (!AwsFailure.isMissing(unanswered)) {
                        // whoever may not ask for one may not ask for any
                        break;
                    }
                }
            }
        }
        return new ImageDigests(digests, unresolved);
    }

    /** One line for each image that is no longer what it was, or that nobody can say it of. */
    public List<String> movedSince(Map<String, String> then) {
        List<String> moved = new ArrayList<>();
        new TreeMap<>(then).forEach((image, was) -> {
            String is = digests.get(image);
            if (is == null) {
                moved.add("image: %s was %s, and is not known now: %s"
                        .formatted(image, was, unresolved.orElse("nothing deploys it any more")));
            } else if (!is.equals(was)) {
                moved.add("image: %s was %s, the tag names %s now".formatted(image, was, is));
            }
        });
        return moved;
    }
}
