package dev.plumbline.iam.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people have set around us for other tools, and what we do not obey: an environment's file says whose account is meant and where
 * it is, so a profile left over from this morning's work must not decide it.
 *
 * @param variables of the process
 */
public record AwsSurroundings(Map<String, String> variables) {
    private static final List<String> REDIRECTING = List.of(
            "AWS_ENDPOINT_URL",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_USE_FIPS_ENDPOINT",
            "AWS_USE_DUALSTACK_ENDPOINT");

    public AwsSurroundings {
        variables = Map.copyOf(variables);
    }

    public static AwsSurroundings ofProcess() {
        return new AwsSurroundings(System.getenv());
    }

    /**
     * A sentence for each thing that is set and not obeyed.
     *
     * @param profile that the environment names
     * @param region of the environment: one that is the same anyway is not worth a word
     */
    public List<String> ignored(Optional<String> profile, String region) {
        List<String> sentences = new ArrayList<>();
        Optional.ofNullable(variables.get("AWS_PROFILE"))
                .filter(set -> !set.isBlank() && !profile.equals(Optional.of(set)))
                .ifPresent(set -> sentences.add("AWS_PROFILE=%s is ignored: %s"
                        .formatted(
                                set,
                                profile.map(named -> "the environment names aws_access.profile " + named)
                                        .orElse("to be that profile, name it in the environment's file as"
                                                + " aws_access.profile"))));
        new TreeMap<>(variables).forEach((name, value) -> {
            if (redirects(name) && !value.isBlank() && !value.equals(region)) {
                sentences.add(name + " is ignored: addresses and region come from the environment's file");
            }
        });
        return sentences;
    }

    private static boolean redirects(String variable) {
        return REDIRECTING.contains(variable) || variable.startsWith("AWS_ENDPOINT_URL_");
    }
}
