package dev.plumbline.preflight;

import dev.plumbline.account.AwsClients;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.iam.ServiceAccount;
import dev.plumbline.iam.permission.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Looks, before anything is deployed, whether the account has what the environment names: all findings at once, each with its fix.
 * Reads only. Asks nothing but who we are in an account that is not the environment's.
 */
public final class Preflight {
    /** IAM allows some twenty requests a second to an account; eight at once, each some 100 ms, stay near it. */
    private static final int AT_ONCE = 8;

    static final String IDENTITY = "identity";

    private final Environment environment;
    private final AwsClients aws;

    public Preflight(Environment environment, AwsClients aws) {
        this.environment = environment;
        this.aws = aws;
    }

    public PreflightReport run() {
        long start = System.nanoTime();
        List<Finding> findings = new ArrayList<>();
        String caller = "nobody";
        try (StsClient sts = aws.sts()) {
            GetCallerIdentityResponse identity = sts.getCallerIdentity();
            caller = identity.arn();
            if (environment.aws().accountId().equals(identity.account())) {
                findings.add(Finding.right(IDENTITY, caller));
                findings.addAll(ask(probes(), evidence() == Evidence.STATIC));
            } else {
                findings.add(
                        Finding.wrong(
                                IDENTITY,
                                "%s is of account %s, not of aws_account_id %s; nothing else was asked"
                                        .formatted(
                                                caller,
                                                identity.account(),
                                                environment.aws().accountId()),
                                "name others in the environment's file: aws_access.profile or aws_access.role_arn (AWS_PROFILE is ignored)"));
            }
        } catch (RuntimeException unknown) {
            findings.add(Unanswered.finding(IDENTITY, unknown));
        }
        return new PreflightReport(
                findings,
                caller,
                aws.counter().requests(),
                aws.counter().repeated(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        Function<ServiceAccount, Optional<PodIdentityAssociation>> given = account -> Optional.empty();
        if (environment.target() != TargetKind.LOCAL) {
            probes.add(new ClusterProbe(environment, aws.eks()).probe());
            probes.add(new AddOnProbe(environment, aws.eks()).probe());
            Associations associations =
                    new Associations(aws.eks(), environment.cluster().name());
            probes.addAll(new PodIdentityProbes(environment, aws.eks(), associations).probes());
            given = associations::of;
            if (Roles.accountsOf(environment).keySet().stream()
                    .anyMatch(key -> !environment.identities().usesPodIdentity(key))) {
                probes.add(new IdentityProviderProbe(environment, aws.iam()).probe());
            }
        }
        probes.addAll(new RoleProbes(environment, aws.iam(), given).probes());
        probes.addAll(new PermissionProbes(environment, aws.iam(), evidence()).probes());
        probes.addAll(new ResourceProbes(environment, aws).probes());
        probes.addAll(new ImageProbes(environment, aws.ecr()).probes());
        return probes;
    }

    /** Who answers about permissions: AWS, what judges strictly in the rehearsal, or an emulator that has no simulator. */
    private Evidence evidence() {
        if (!aws.emulated()) {
            return Evidence.SIMULATED;
        }
        return environment.target() == TargetKind.REHEARSAL ? Evidence.REHEARSED : Evidence.STATIC;
    }

    /** @param lenient whether an emulator answers that does not know every question */
    private static List<Finding> ask(List<Probe> probes, boolean lenient) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<List<Finding>>> answers = probes.stream()
                    .map(probe -> CompletableFuture.supplyAsync(() -> probe.findings(lenient), threads))
                    .toList();
            return answers.stream().flatMap(answer -> answer.join().stream()).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
