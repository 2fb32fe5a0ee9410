package dev.plumbline.account;

import dev.plumbline.environment.Environment;
import dev.plumbline.iam.Account;
import dev.plumbline.iam.AccountRole;
import dev.plumbline.iam.Exchange;
import dev.plumbline.iam.OidcProvider;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.iam.UnreadableAccount;
import dev.plumbline.iam.permission.Decision;
import dev.plumbline.iam.permission.DocumentedPermissions;
import dev.plumbline.iam.permission.Evidence;
import dev.plumbline.iam.permission.Question;
import dev.plumbline.iam.permission.RolePermissions;
import dev.plumbline.iam.permission.RolePolicies;
import dev.plumbline.iam.policy.UnreadablePolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Reads of an account what a verification asks about: one request for all roles and their documents where that is allowed, one for each
 * role where not, and one simulation for each role. Another account than the environment's is asked nothing but who we are.
 */
public final class AwsAccountReader implements Account {

    private final Environment environment;
    private final AwsClients aws;
    private final IamClient iam;
    private final AccountPolicies policies;
    private final WebIdentities identities;
    private Optional<String> stranger;

    /**
     * @param session what CloudTrail shows of tokens that are tried
     * @param secret hears what must appear in no output
     */
    public AwsAccountReader(Environment environment, AwsClients aws, String session, Consumer<String> secret) {
        this.environment = environment;
        this.aws = aws;
        this.iam = aws.iam();
        this.policies = new AccountPolicies(iam);
        this.identities = new WebIdentities(aws, session, secret);
    }

    @Override
    public Optional<AccountRole> role(String roleKey) {
        return asked(() -> {
            Optional<RoleArn> arn = RoleArn.parse(arn(roleKey));
            if (arn.isEmpty()) {
                return Optional.empty();
            }
            try {
                return policies.role(arn.get().name());
            } catch (RuntimeException notAllOfThem) {
                return new RoleReader(iam).read(arn.get());
            }
        });
    }

    @Override
    public Optional<OidcProvider> provider() {
        return asked(() -> environment.cluster().oidcProviderArn().flatMap(arn -> new ProviderReader(iam).read(arn)));
    }

    @Override
    public Optional<RolePermissions> permissions(String roleKey) {
        return asked(() -> {
            try {
                return permissionsOf(roleKey);
            } catch (NoSuchEntityException none) {
                return Optional.empty();
            }
        });
    }

    private Optional<RolePermissions> permissionsOf(String roleKey) {
        List<Question> questions = ExpectedPermissions.of(environment, roleKey).stream()
                .flatMap(expectation -> expectation.questions().stream())
                .toList();
        Optional<List<Decision>> simulated = simulated(roleKey, questions);
        Optional<RolePolicies> documents = Optional.empty();
        String unread = "";
        try {
            documents = policies.of(arn(roleKey));
            if (documents.isEmpty()) {
                return Optional.empty();
            }
        } catch (UnreadablePolicy unreadable) {
            unread = unreadable.getMessage();
        } catch (RuntimeException refused) {
            if (simulated.isEmpty()) {
                throw refused;
            }
            unread = AwsFailure.of(refused).what();
        }
        if (simulated.isPresent()) {
            return Optional.of(new RolePermissions(
                    simulated.get(), aws.emulated() ? Evidence.REHEARSED : Evidence.SIMULATED, documents, unread));
        }
        String why = unread;
        List<Decision> decided = documents
                .map(found -> new DocumentedPermissions(found).decide(questions))
                .orElseGet(() -> questions.stream()
                        .map(question -> new Decision(question, Decision.Outcome.UNKNOWN, why))
                        .toList());
        return Optional.of(new RolePermissions(decided, Evidence.STATIC, documents, unread));
    }

    /** Empty where the simulator may not be asked: then the documents have to do. */
    private Optional<List<Decision>> simulated(String roleKey, List<Question> questions) {
        try {
            return Optional.of(new SimulatedPermissions(iam, arn(roleKey)).decide(questions));
        } catch (RuntimeException refused) {
            if (AwsFailure.of(refused).kind() == AwsFailure.Kind.FORBIDDEN) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    @Override
    public Exchange exchange(String roleKey, String token) {
        return asked(() -> identities.exchange(arn(roleKey), token));
    }

    @Override
    public int requests() {
        return aws.counter().requests();
    }

    private String arn(String roleKey) {
        return environment.iamRoleArns().getOrDefault(roleKey, "");
    }

    private <T> T asked(Supplier<T> question) {
        try {
            stranger().ifPresent(why -> {
                throw new UnreadableAccount(why);
            });
            return question.get();
        } catch (UnreadableAccount known) {
            throw known;
        } catch (RuntimeException failure) {
            throw new UnreadableAccount(told(failure));
        }
    }

    private static String told(RuntimeException failure) {
        AwsFailure why = AwsFailure.of(failure);
        return "%s; %s, or leave AWS out: --no-aws".formatted(why.what(), why.remedy());
    }

    /** Whose account this is, if it is another one than the environment's; asked once. */
    private synchronized Optional<String> stranger() {
        if (stranger == null) {
            try (StsClient sts = aws.sts()) {
                GetCallerIdentityResponse caller = sts.getCallerIdentity();
                stranger = environment.aws().accountId().equals(caller.account())
                        ? Optional.empty()
                        : Optional.of("%s is of account %s, not of aws_account_id %s; nothing else was asked"
                                .formatted(
                                        caller.arn(),
                                        caller.account(),
                                        environment.aws().accountId()));
            } catch (RuntimeException failure) {
                stranger = Optional.of(told(failure));
            }
        }
        return stranger;
    }
}
