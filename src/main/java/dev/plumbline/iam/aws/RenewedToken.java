package dev.plumbline.iam.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The token of the moment: renewed when half of its life is over, so that whoever gets one can use it for the other half (a Helm call
 * lasts a minute at most). Where renewing fails, the old one serves as long as it is good.
 */
public final class RenewedToken {
    private final Supplier<Token> tokens;
    private final Consumer<String> secret;
    private final Clock clock;
    private Token current;

    /** @param secret hears each token's text before anybody can use it: it must appear in no output */
    public RenewedToken(EksTokens tokens, Consumer<String> secret) {
        this(tokens::next, secret, Clock.systemUTC());
    }

    RenewedToken(Supplier<Token> tokens, Consumer<String> secret, Clock clock) {
        this.tokens = tokens;
        this.secret = secret;
        this.clock = clock;
    }

    /** @throws AwsAccessException if there is none any more, and none to be had */
    public synchronized String text() {
        Instant now = clock.instant();
        if (current == null || !now.isBefore(halfLife(current))) {
            renew(now);
        }
        return current.text();
    }

    private void renew(Instant now) {
        try {
            Token next = tokens.get();
            secret.accept(next.text());
            current = next;
        } catch (AwsAccessException failure) {
            if (current == null || !now.isBefore(current.goodUntil())) {
                throw failure;
            }
        }
    }

    private static Instant halfLife(Token token) {
        return token.issued()
                .plus(Duration.between(token.issued(), token.goodUntil()).dividedBy(2));
    }
}
