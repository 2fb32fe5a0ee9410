package dev.plumbline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.Environment;
import dev.plumbline.harness.Harness;
import dev.plumbline.harness.Selection;
import dev.plumbline.harness.Workspace;
import dev.plumbline.iam.Account;
import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.Exchange;
import dev.plumbline.iam.UnreadableAccount;
import dev.plumbline.iam.permission.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** What a verification asks of an account: how often, and what becomes of it where something may not be asked. */
class AwsAccountReaderTest {
    private static final Environment DEV = Harness.load(Workspace.ofProcess(), Selection.of("dev"));
    private static final int ROLES = DEV.iamRoleArns().size();
    /** One for each role, and two more for the load balancer controller: its actions come with three contexts. */
    private static final int SIMULATIONS = ROLES + 2;

    private final FakeIam iam = new FakeIam(trusts());
    private final List<String> secrets = new ArrayList<>();
    private final AwsClients aws =
            new AwsClients("us-west-2", () -> AwsBasicCredentials.create("AKIATEST", "x"), Optional.of(iam.address()));
    private final Account account = new AwsAccountReader(DEV, aws, "plumbline-test", secrets::add);

    @AfterEach
    void close() {
        aws.close();
        iam.close();
    }

    @Test
    void aVerificationAsksOnceForAllRolesAndOnceForEachSimulation() {
        askEverything();

        assertThat(iam.asked())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "GetCallerIdentity", 1L,
                        "GetAccountAuthorizationDetails", 1L,
                        "GetOpenIDConnectProvider", 1L,
                        "SimulatePrincipalPolicy", (long) SIMULATIONS));
        assertThat(account.requests()).isEqualTo(3 + SIMULATIONS).isEqualTo(13);
    }

    @Test
    void needsNoPermissionThatTheGuideDoesNotNameForIt() throws IOException {
        String guide = Files.readString(Path.of("docs/eks.md"));
        String roles = guide.substring(guide.indexOf("\"Sid\": \"Roles\""), guide.indexOf("\"Sid\": \"Cluster\""));
        iam.forbidding("GetAccountAuthorizationDetails");

        askEverything();

        assertThat(iam.asked().keySet())
                .hasSize(5)
                .filteredOn(action -> !action.equals("GetCallerIdentity"))
                .allMatch(action -> roles.contains("\"iam:%s\"".formatted(action)));
        assertThat(guide).contains("| 13 reading requests of IAM and STS, 8 more without");
    }

    @Test
    void whereAllRolesMayNotBeReadEachIsReadByItself() {
        iam.forbidding("GetAccountAuthorizationDetails");

        assertThat(askEverything()).containsOnly(Evidence.REHEARSED);
        assertThat(iam.asked())
                .containsEntry("GetAccountAuthorizationDetails", 1L)
                .containsEntry("GetRole", (long) ROLES);
        assertThat(account.permissions("gateway_service").orElseThrow().unread())
                .contains("not authorized to perform GetAccountAuthorizationDetails");
    }

    @Test
    void whereNothingMayBeSimulatedDocumentsDecide() {
        iam.forbidding("SimulatePrincipalPolicy");

        assertThat(askEverything()).containsOnly(Evidence.STATIC);
    }

    @Test
    void whatMayNotBeReadIsToldWithWhatToDo() {
        iam.forbidding("GetAccountAuthorizationDetails", "GetRole", "SimulatePrincipalPolicy");

        assertThatThrownBy(() -> account.role("gateway_service"))
                .isInstanceOf(UnreadableAccount.class)
                .hasMessageContaining("may not be read: not authorized to perform GetRole")
                .hasMessageContaining("docs/eks.md")
                .hasMessageContaining("--no-aws");
        assertThatThrownBy(() -> account.permissions("gateway_service")).isInstanceOf(UnreadableAccount.class);
    }

    @Test
    void anotherAccountIsAskedNothingButWhoWeAre() {
        Environment elsewhere = Harness.load(Workspace.ofProcess(), Selection.of("prod"));
        Account stranger = new AwsAccountReader(elsewhere, aws, "plumbline-test", secrets::add);

        assertThatThrownBy(() -> stranger.role("gateway_service"))
                .hasMessageContaining("is of account 111122223333, not of aws_account_id 333344445555");
        assertThatThrownBy(() -> stranger.exchange("gateway_service", "token")).isInstanceOf(UnreadableAccount.class);
        assertThat(iam.asked()).containsOnlyKeys("GetCallerIdentity");
        assertThat(secrets).isEmpty();
    }

    @Test
    void aRoleIsFoundWithItsTrustPolicy() {
        String arn = DEV.iamRoleArns().get("gateway_service");

        assertThat(account.role("gateway_service")).contains(new AccountRole(arn, "policy-of-" + arn));
    }

    @Test
    void whatIsHandedOutIsUsedOnceAndShownToNobody() {
        Exchange exchange = account.exchange("gateway_service", "the-token");

        assertThat(exchange)
                .isEqualTo(new Exchange.Admitted("arn:aws:sts::111122223333:assumed-role/role-of-somebody/s"));
        assertThat(exchange.toString()).doesNotContain("handed-out", "the-token");
        assertThat(secrets).containsExactly("the-token", "handed-out-secret", "handed-out-session");
        assertThat(iam.asked()).containsEntry("AssumeRoleWithWebIdentity", 1L).containsEntry("GetCallerIdentity", 2L);
    }

    @Test
    void aRefusalIsAnAnswer() {
        iam.forbidding("AssumeRoleWithWebIdentity");

        assertThat(account.exchange("gateway_service", "the-token"))
                .isInstanceOfSatisfying(Exchange.Refused.class, refused -> assertThat(refused.isForWhoAsked())
                        .isTrue());
    }

    /** @return who decided what each role may do */
    private List<Evidence> askEverything() {
        account.provider();
        return DEV.iamRoleArns().keySet().stream()
                .peek(account::role)
                .map(key -> account.permissions(key).orElseThrow().evidence())
                .toList();
    }

    private static Map<String, String> trusts() {
        Map<String, String> trusts = new LinkedHashMap<>();
        DEV.iamRoleArns().values().forEach(arn -> trusts.put(arn, "policy-of-" + arn));
        return trusts;
    }
}
