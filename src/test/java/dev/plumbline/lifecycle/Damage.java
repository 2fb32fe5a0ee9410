package dev.plumbline.lifecycle;

import dev.plumbline.iam.trust.TrustQuestion;
import dev.plumbline.preflight.EmulatedModules;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing wrong in the account, or with who asks, and what preflight must say of it.
 *
 * @param name in the test's name
 * @param run damages, asks, and repairs
 * @param words of the finding: role, statement or resource, and the fix
 */
record Damage(String name, Function<Rehearsal, PlumblineProcess.Ended> run, List<String> words) {

    /** What a live environment meets; each class of wrong trust has its own test. */
    static Stream<Damage> all() {
        return Stream.of(
                new Damage(
                        "an expired token",
                        rehearsal -> rehearsal.runAs(rehearsal.account().expiredSession(), "preflight"),
                        List.of("? identity: ExpiredToken", "log in again", "aws_access.profile")),
                new Damage(
                        "another account",
                        rehearsal -> rehearsal.runAs(rehearsal.account().session("444455556666"), "preflight"),
                        List.of(
                                "x identity: arn:aws:sts::444455556666:assumed-role/deployer/",
                                "not of aws_account_id 111122223333; nothing else was asked",
                                "aws_access.profile")),
                account(
                        "a role that trusts a namespace",
                        modules -> modules.trust(
                                "judge_service",
                                right(modules)
                                        .replace("StringEquals", "StringLike")
                                        .replace(":judge-service", ":*")),
                        modules -> modules.trust("judge_service", right(modules)),
                        "x role judge_service: Statement[0]",
                        "has a wildcard",
                        "give llm-judge-rehearsal-judge-service the trust policy"),
                outputs(
                        "a missing secret",
                        "secrets.json",
                        ":secret:llm-judge/rehearsal/rds-",
                        ":secret:llm-judge/rehearsal/gone-",
                        "x secret arn:aws:secretsmanager:us-west-2:111122223333:secret:llm-judge/rehearsal/gone-",
                        "does not exist",
                        "apply module secrets"),
                account(
                        "a denied permission",
                        modules -> modules.permit("judge_service", """
                                {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "sqs:*", "Resource": "*"}}"""),
                        modules -> modules.permitNoMore("judge_service"),
                        "x permissions of judge_service: takes_answers: sqs:ReceiveMessage",
                        "is denied by policy extra",
                        "change its policy in module iam-roles"),
                outputs(
                        "another cluster's OIDC provider",
                        "eks.json",
                        "/id/5EA75A15EA75A15EA75A15EA75A15EA7",
                        "/id/0THER75A15EA75A15EA75A15EA75A15E",
                        "x OIDC provider: arn:aws:iam::111122223333:oidc-provider/",
                        "is not registered",
                        "correct cluster_oidc_provider_arn"),
                account(
                        "a tag that was never pushed",
                        modules -> modules.deleteTag("judge-service"),
                        modules -> modules.pushTag("judge-service"),
                        "x image llm-judge/judge-service:v1.0.0: the repository has no tag v1.0.0",
                        "push the image, or set image_tag"));
    }

    private static Damage account(
            String name, Consumer<EmulatedModules> damage, Consumer<EmulatedModules> repair, String... words) {
        return new Damage(
                name,
                rehearsal -> {
                    damage.accept(rehearsal.modules());
                    try {
                        return rehearsal.run("preflight");
                    } finally {
                        repair.accept(rehearsal.modules());
                    }
                },
                List.of(words));
    }

    /** The environment names what the account has not: the account itself stays as the running pods need it. */
    private static Damage outputs(String name, String file, String piece, String other, String... words) {
        return new Damage(name, rehearsal -> rehearsal.runOn(file, piece, other, "preflight"), List.of(words));
    }

    private static String right(EmulatedModules modules) {
        TrustQuestion question = modules.question("judge_service");
        return question.rightPolicy();
    }

    @Override
    public String toString() {
        return name;
    }
}
