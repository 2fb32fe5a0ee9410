package dev.plumbline.proof;

import dev.plumbline.observe.Answers;
import dev.plumbline.observe.Evidence;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.SeenConfiguration;
import dev.plumbline.observe.SeenReach;
import dev.plumbline.observe.SeenToken;
import dev.plumbline.observe.Unanswered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What somebody answered: a pod, or the cluster that was asked for a token.
 *
 * @param <T> the answer
 * @param kind what messages call it, without of whom
 * @param name of whom
 * @param answers all of that kind
 * @param tree the answer
 * @param read the answer that a tree stands for
 * @param put all that is known, with other answers of that kind
 */
record AnswerPart<T>(
        String kind,
        String name,
        Answers<T> answers,
        Tree tree,
        Function<Tree, T> read,
        BiFunction<Evidence, Answers<T>, Evidence> put)
        implements Part {

    static AnswerPart<SeenConfiguration> configuration(Observed observed, String pod) {
        var answers = observed.evidence().configurations();
        SeenConfiguration seen = answers.of(pod);
        return new AnswerPart<>(
                "process in pod",
                pod,
                answers,
                new Tree(Map.of("env", seen.hashes())),
                tree -> new SeenConfiguration(pod, texts(tree, "env"), seen.origin()),
                (evidence, other) -> new Evidence(
                        evidence.at(),
                        evidence.deploy(),
                        other,
                        evidence.endpoints(),
                        evidence.tokens(),
                        evidence.aws()));
    }

    static AnswerPart<SeenReach> reach(Observed observed, String pod) {
        var answers = observed.evidence().endpoints();
        SeenReach seen = answers.of(pod);
        return new AnswerPart<>(
                "network of pod",
                pod,
                answers,
                new Tree(new LinkedHashMap<>(seen.found())),
                tree -> new SeenReach(pod, texts(new Tree(Map.of("it", tree.root())), "it"), seen.origin()),
                (evidence, other) -> new Evidence(
                        evidence.at(),
                        evidence.deploy(),
                        evidence.configurations(),
                        other,
                        evidence.tokens(),
                        evidence.aws()));
    }

    @SuppressWarnings("unchecked")
    static AnswerPart<SeenToken> token(Observed observed, String account) {
        var answers = observed.evidence().tokens();
        SeenToken seen = answers.of(account);
        Tree tree = new Tree(Map.of(
                "iss", Map.of("token", seen.issuer(), "cluster", seen.clusterIssuer()),
                "sub", seen.subject(),
                "aud", seen.audiences(),
                "signature", seen.signedByCluster()));
        return new AnswerPart<>(
                "token of ServiceAccount",
                account,
                answers,
                tree,
                other -> new SeenToken(
                        account,
                        (String) other.at(ReleasePart.place("iss", "token")).orElse(""),
                        (String) other.at(ReleasePart.place("iss", "cluster")).orElse(""),
                        (String) other.at(ReleasePart.place("sub")).orElse(""),
                        (List<String>) other.at(ReleasePart.place("aud")).orElse(List.of()),
                        (Boolean) other.at(ReleasePart.place("signature")).orElse(false),
                        seen.origin()),
                (evidence, given) -> new Evidence(
                        evidence.at(),
                        evidence.deploy(),
                        evidence.configurations(),
                        evidence.endpoints(),
                        given,
                        evidence.aws()));
    }

    @Override
    public Observed broken(Observed healthy, Tree other) {
        return healthy.knowing(put.apply(healthy.evidence(), answers.replacing(name, read.apply(other))));
    }

    @Override
    public Map<String, Whole> wholes(Observed healthy) {
        Evidence silent = put.apply(healthy.evidence(), Unanswered.by(name, answers));
        return Map.of("missing", new Whole(healthy.knowing(silent), List.of(name)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Tree tree, String key) {
        return (Map<String, String>) tree.at(ReleasePart.place(key)).orElse(Map.of());
    }
}
