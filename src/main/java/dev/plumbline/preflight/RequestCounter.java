package dev.plumbline.preflight;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts what is sent: an account allows only so many requests a second, and others need them too. */
final class RequestCounter implements ExecutionInterceptor {
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        questions.incrementAndGet();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        sent.incrementAndGet();
    }

    int requests() {
        return sent.get();
    }

    /** Sent again, because AWS throttled or failed. */
    int repeated() {
        return Math.max(0, sent.get() - questions.get());
    }
}
