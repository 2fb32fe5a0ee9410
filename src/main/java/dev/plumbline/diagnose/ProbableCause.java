package dev.plumbline.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line for the person who has to mend it: what most likely is wrong, from what was last seen. */
final class ProbableCause {
    private static final int LONGEST = 300;

    /**
     * What is seen, and what it means.
     *
     * @param seen its first group, if it has one, goes into the sentence
     */
    private record Sign(Pattern seen, String sentence) {
        static Sign of(String seen, String sentence) {
            return new Sign(Pattern.compile(seen), sentence);
        }

        Optional<String> in(String reason) {
            Matcher found = seen.matcher(reason);
            return found.find()
                    ? Optional.of(found.groupCount() > 0 ? sentence.formatted(found.group(1)) : sentence)
                    : Optional.empty();
        }
    }

    /** The first that is seen counts: the more telling ones come first. */
    private static final List<Sign> SIGNS = List.of(
            Sign.of(
                    "\\(image ([^)]+)\\)[^\\n]*(?:ErrImagePull|ImagePullBackOff|cannot be pulled|pull)",
                    "the image %s cannot be pulled: it does not exist, or the nodes may not read its registry"),
            Sign.of("\\(image ([^)]+)\\)[^\\n]*InvalidImageName", "%s is no valid image name"),
            Sign.of(
                    "\\(image ([^)]+)\\)[^\\n]*ErrImageNeverPull",
                    "the image %s is not on the node, and pulling it is forbidden (imagePullPolicy)"),
            Sign.of("OOMKilled", "a container needs more memory than its limit"),
            Sign.of(
                    "secrets? \"([^\"]+)\" not found",
                    "the Secret %s does not exist; an ExternalSecret should have made it"),
            Sign.of("in Secret ([^\\s,]+)", "the Secret %s lacks a key that a container needs"),
            Sign.of("configmaps? \"([^\"]+)\" not found", "the ConfigMap %s does not exist"),
            Sign.of("exceeded quota: ([\\w.-]+)", "the namespace's quota %s has no room for these pods"),
            Sign.of("cannot be scheduled[^\\n]*?(Insufficient \\w+)", "no node has room for the pods: %s"),
            Sign.of(
                    "failed calling webhook \"([^\"]+)\"",
                    "the webhook %s does not answer: the pods behind it are not ready"),
            Sign.of("admission webhook \"([^\"]+)\" denied", "the webhook %s refuses what the chart wants to create"),
            Sign.of("no matches for kind \"([^\"]+)\"", "the cluster does not know the kind %s: its CRD is missing"),
            Sign.of(
                    "field not declared in schema",
                    "the chart writes a field that this version of the cluster does not have"),
            Sign.of(
                    "field is immutable",
                    "the chart changes a field that cannot be changed: the object has to be made anew"),
            Sign.of(
                    "invalid ownership metadata",
                    "an object of that name exists and belongs to another release, or to nobody"),
            Sign.of("is forbidden|may not be read", "the user of the kubeconfig has not the rights for that"),
            Sign.of("(?i)connection refused|no answer came|i/o timeout", "the API server did not answer"),
            Sign.of(
                    "InvalidProviderConfig|AccessDenied",
                    "AWS refuses: look at the role's trust policy and permissions"));

    private ProbableCause() {}

    /**
     * @param reason why the step failed, as it was thrown or last seen
     * @param lastWords what the container that keeps failing said last; empty if there is none
     */
    static String of(String reason, Optional<LastWords> lastWords) {
        Optional<String> sign =
                SIGNS.stream().flatMap(each -> each.in(reason).stream()).findFirst();
        return shortened(sign.or(() -> lastWords.map(LastWords::sentence))
                .orElseGet(() -> reason.lines().findFirst().orElse("nothing is known")));
    }

    private static String shortened(String cause) {
        String line = cause.lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
