package dev.plumbline.account;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts what is sent: an account allows only so many requests a second, and others need them too. */
public final class RequestCounter implements ExecutionInterceptor {
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final Set<String> actions = new ConcurrentSkipListSet<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        questions.incrementAndGet();
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        actions.add(service.replace(" ", "").toLowerCase(Locale.ROOT) + ":"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        sent.incrementAndGet();
    }

    /** What was asked, as policies of IAM spell it. */
    public Set<String> actions() {
        return Set.copyOf(actions);
    }

    public int requests() {
        return sent.get();
    }

    /** Sent again, because AWS throttled or failed. */
    public int repeated() {
        return Math.max(0, sent.get() - questions.get());
    }
}
