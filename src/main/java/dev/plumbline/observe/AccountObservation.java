package dev.plumbline.observe;

import dev.plumbline.iam.Account;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.UnreadableAccount;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Asks an account about every role at once; tries the roles with tokens where the environment wants that proof. */
final class AccountObservation {
    /** IAM allows some twenty requests a second to an account; eight at once, each some 100 ms, stay near it. */
    private static final int AT_ONCE = 8;

    /** For somebody that AWS is not, and that nobody is: such names are never given to anybody (RFC 2606). */
    private static final String OTHER_AUDIENCE = "not-aws.invalid";

    private final Account account;
    private final BiFunction<ServiceAccount, String, String> tokens;
    private final Origin origin;
    private final List<RoleBearer> bearers;

    /** @param tokens makes a token for an account, made out to somebody */
    AccountObservation(
            Account account,
            BiFunction<ServiceAccount, String, String> tokens,
            Origin origin,
            List<RoleBearer> bearers) {
        this.account = account;
        this.tokens = tokens;
        this.origin = origin;
        this.bearers = bearers;
    }

    /** @param exchanging whether the cluster may be asked for tokens */
    SeenAws ask(boolean exchanging) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            // simulations first: the others wait for one document that holds all roles
            var permissions = each(
                    threads,
                    bearers,
                    bearer -> new SeenPermissions(
                            bearer.roleKey(), bearer.roleArn(), account.permissions(bearer.roleKey()), origin));
            var roles = each(threads, bearers, bearer -> new SeenRole(bearer, account.role(bearer.roleKey()), origin));
            var provider = provider(threads);
            Optional<String> notTried = whyNotTried(exchanging);
            var exchanges = notTried.isPresent() ? null : each(threads, byIrsa(), this::exchange);
            return new SeenAws(
                    answers(roles),
                    answers(provider),
                    answers(permissions),
                    exchanges == null ? Answers.notAsked(notTried.get()) : answers(exchanges),
                    account.requests());
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<String> whyNotTried(boolean exchanging) {
        if (!origin.environment().proof().assumeRole()) {
            return Optional.of("environment %s does not ask for the proof: proof.assume_role"
                    .formatted(origin.environment().name()));
        }
        return exchanging
                ? Optional.empty()
                : Optional.of("a request for a token is a POST, and only reading was asked for");
    }

    private SeenExchange exchange(RoleBearer bearer) {
        ServiceAccount stranger = strangerTo(bearer);
        String key = bearer.roleKey();
        return new SeenExchange(
                bearer,
                account.exchange(key, tokens.apply(bearer.identity(), TokenRequests.AUDIENCE)),
                stranger.toString(),
                account.exchange(key, tokens.apply(stranger, TokenRequests.AUDIENCE)),
                account.exchange(key, tokens.apply(bearer.identity(), OTHER_AUDIENCE)),
                origin);
    }

    /** The next one that has a role; where it is the only one, the account that every namespace has. */
    private ServiceAccount strangerTo(RoleBearer bearer) {
        RoleBearer next = bearers.get((bearers.indexOf(bearer) + 1) % bearers.size());
        return next.equals(bearer) ? new ServiceAccount(bearer.namespace(), "default") : next.identity();
    }

    private Map<String, CompletableFuture<SeenProvider>> provider(ExecutorService threads) {
        Map<String, CompletableFuture<SeenProvider>> provider = new LinkedHashMap<>();
        origin.environment()
                .cluster()
                .oidcProviderArn()
                .ifPresent(arn -> provider.put(
                        arn,
                        CompletableFuture.supplyAsync(
                                () -> new SeenProvider(arn, account.provider(), origin), threads)));
        return provider;
    }

    /** STS hands out no other role for a token. */
    private List<RoleBearer> byIrsa() {
        return bearers.stream()
                .filter(bearer -> !origin.environment().identities().usesPodIdentity(bearer.roleKey()))
                .toList();
    }

    private static <T> Map<String, CompletableFuture<T>> each(
            ExecutorService threads, List<RoleBearer> whom, Function<RoleBearer, T> question) {
        Map<String, CompletableFuture<T>> asked = new LinkedHashMap<>();
        whom.forEach(bearer ->
                asked.put(bearer.roleKey(), CompletableFuture.supplyAsync(() -> question.apply(bearer), threads)));
        return asked;
    }

    private static <T> Answers<T> answers(Map<String, CompletableFuture<T>> asked) {
        Map<String, T> given = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        asked.forEach((whom, answer) -> {
            try {
                given.put(whom, answer.join());
            } catch (CompletionException failure) {
                refused.put(whom, reason(failure.getCause()));
            }
        });
        return Answers.of(given, refused);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof KubernetesClientException cluster) {
            return ClusterListing.reason(cluster);
        }
        return failure instanceof UnreadableAccount unreadable
                ? unreadable.getMessage()
                : "it could not be understood: " + failure;
    }
}
