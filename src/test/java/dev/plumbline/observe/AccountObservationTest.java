package dev.plumbline.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.Environment;
import dev.plumbline.iam.Account;
import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.Exchange;
import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.UnreadableAccount;
import dev.plumbline.iam.permission.Evidence;
import dev.plumbline.iam.permission.RolePermissions;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Which question goes to whom, and what becomes of those that are not answered. */
class AccountObservationTest {
    private static final Environment PROVING = SmallPlatform.proving();
    private static final List<RoleBearer> BEARERS =
            SmallPlatform.seenOn(Source.EKS, PROVING).declared().roleBearers();

    @Test
    void eachRoleIsTriedWithItsOwnTokenAStrangersAndOneForNobody() {
        Shown account = new Shown();

        SeenAws aws = ask(account, PROVING, BEARERS, true);

        assertThat(account.shown.get("front_service"))
                .containsExactly(
                        "tiny-apps/front-door for sts.amazonaws.com",
                        "tiny-apps/ledger-service for sts.amazonaws.com",
                        "tiny-apps/front-door for not-aws.invalid");
        assertThat(aws.exchanges().of("front_service").stranger()).isEqualTo("tiny-apps/ledger-service");
        assertThat(aws.requests()).isEqualTo(42);
    }

    @Test
    void aRoleThatIsAloneIsTriedByTheAccountThatEveryNamespaceHas() {
        Shown account = new Shown();

        ask(account, PROVING, BEARERS.subList(0, 1), true);

        assertThat(account.shown.get(BEARERS.get(0).roleKey())).contains("kube-system/default for sts.amazonaws.com");
    }

    @Test
    void rolesAreTriedOnlyWhereTheEnvironmentAsksForItAndTokensMayBeMade() {
        Shown account = new Shown();

        assertThat(ask(account, SmallPlatform.environment(), BEARERS, true)
                        .exchanges()
                        .notAsked())
                .contains("environment tiny does not ask for the proof: proof.assume_role");
        assertThat(ask(account, PROVING, BEARERS, false).exchanges().notAsked())
                .contains("a request for a token is a POST, and only reading was asked for");
        assertThat(account.shown).isEmpty();
    }

    @Test
    void whatIsNotAnsweredIsUnknownByItselfAndSaysWhy() {
        Account account = new Shown() {
            @Override
            public Optional<AccountRole> role(String roleKey) {
                throw new UnreadableAccount("may not be read");
            }
        };

        SeenAws aws = ask(account, PROVING, BEARERS, true);

        assertThatThrownBy(() -> aws.roles().of("front_service"))
                .isInstanceOf(UnknownState.class)
                .hasMessage("front_service gave no answer: may not be read");
        assertThat(aws.permissions().of("front_service").found()).isPresent();
    }

    @Test
    void aClusterThatMakesNoTokensLeavesTheProofOpen() {
        SeenAws aws = new AccountObservation(
                        new Shown(),
                        (account, audience) -> {
                            throw new KubernetesClientException("forbidden: cannot create serviceaccounts/token");
                        },
                        new Origin(PROVING, Source.EKS),
                        BEARERS)
                .ask(true);

        assertThatThrownBy(() -> aws.exchanges().of("front_service"))
                .isInstanceOf(UnknownState.class)
                .hasMessageContaining("cannot create serviceaccounts/token");
    }

    private static SeenAws ask(Account account, Environment environment, List<RoleBearer> bearers, boolean exchanging) {
        return new AccountObservation(
                        account,
                        (whose, audience) -> whose + " for " + audience,
                        new Origin(environment, Source.EKS),
                        bearers)
                .ask(exchanging);
    }

    /** Answers everything, and remembers which tokens it was shown for which role. */
    private static class Shown implements Account {
        private final Map<String, List<String>> shown = new ConcurrentHashMap<>();

        @Override
        public Optional<AccountRole> role(String roleKey) {
            return Optional.empty();
        }

        @Override
        public Optional<OidcProvider> provider() {
            return Optional.empty();
        }

        @Override
        public Optional<RolePermissions> permissions(String roleKey) {
            return Optional.of(new RolePermissions(List.of(), Evidence.SIMULATED, Optional.empty(), ""));
        }

        @Override
        public Exchange exchange(String roleKey, String token) {
            shown.merge(roleKey, List.of(token), (before, more) -> java.util.stream.Stream.of(before, more)
                    .flatMap(List::stream)
                    .toList());
            return new Exchange.Refused("AccessDenied", "no");
        }

        @Override
        public int requests() {
            return 42;
        }
    }
}
