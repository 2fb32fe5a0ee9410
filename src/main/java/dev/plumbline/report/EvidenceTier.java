package dev.plumbline.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How strong the evidence behind a result is. */
public enum EvidenceTier {
    /** Nothing was observed. */
    NONE("none"),
    /** A document was judged by documented rules: manifests, inputs, a policy. Nobody was asked what it does. */
    STATIC("static"),
    /** IAM's simulator answered; it knows no policies of resources, keys, queues and topics. */
    SIMULATED("simulated"),
    /** A token, whose signature a key verifies that the cluster publishes. */
    JWKS_VERIFIED("JWKS-verified"),
    /** It ran, on a throw-away cluster with an AWS emulator and, where upstream cannot be had, stand-ins. */
    EMULATOR("emulator"),
    /** It runs on EKS, and AWS itself answers. */
    LIVE("live");

    private final String word;

    EvidenceTier(String word) {
        this.word = word;
    }

    /** @return empty if it is the word of none */
    public static Optional<EvidenceTier> parse(String word) {
        return Arrays.stream(values()).filter(tier -> tier.word.equals(word)).findFirst();
    }

    /** How many there are of each, the weakest first, as {@code 20 static, 311 live}. */
    public static <T> String counts(Stream<T> results, Function<T, EvidenceTier> tier) {
        Map<EvidenceTier, Long> counted = results.collect(Collectors.groupingBy(tier, Collectors.counting()));
        List<String> words = Arrays.stream(values())
                .filter(counted::containsKey)
                .map(each -> counted.get(each) + " " + each)
                .toList();
        return String.join(", ", words);
    }

    @Override
    public String toString() {
        return word;
    }
}
