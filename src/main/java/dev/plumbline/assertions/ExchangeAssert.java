package dev.plumbline.assertions;

import dev.plumbline.iam.Exchange;
import dev.plumbline.iam.RoleArn;
import dev.plumbline.observe.SeenExchange;

/** What can be said of tokens that were shown to STS for a role. */
public final class ExchangeAssert extends PlatformAssert<ExchangeAssert, SeenExchange> {
    private static final String CALL = "AssumeRoleWithWebIdentity";

    ExchangeAssert(SeenExchange actual) {
        super(actual, ExchangeAssert.class, actual.toString(), actual.origin());
    }

    /** Its own service account is that role then, and nobody else gets it. */
    public ExchangeAssert isHandedToItsServiceAccountOnly() {
        String own = actual.bearer().identity().toString();
        String session = RoleArn.parse(actual.bearer().roleArn())
                .map(role -> "arn:%s:sts::%s:assumed-role/%s/".formatted(role.partition(), role.account(), role.name()))
                .orElse("an ARN of a role");
        Findings findings = findings()
                .isTrue(
                        actual.own() instanceof Exchange.Admitted admitted
                                && admitted.caller().startsWith(session),
                        CALL + " with a token of " + own,
                        "admitted as " + session + "*",
                        actual.own());
        refused(findings, "of " + actual.stranger(), actual.other());
        refused(findings, "of " + own + " that is not for sts.amazonaws.com", actual.otherAudience());
        return conclude("is not handed to exactly its service account", findings);
    }

    private static void refused(Findings findings, String whose, Exchange exchange) {
        findings.isTrue(
                exchange instanceof Exchange.Refused refused && refused.isForWhoAsked(),
                CALL + " with a token " + whose,
                "AccessDenied or InvalidIdentityToken",
                exchange);
    }
}
