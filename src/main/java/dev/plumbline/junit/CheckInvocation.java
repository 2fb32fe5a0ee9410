package dev.plumbline.junit;

import dev.plumbline.observe.Observed;
import dev.plumbline.observe.UnknownState;
import dev.plumbline.report.CheckResult;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Level;
import dev.plumbline.report.Outcome;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.TestAbortedException;

/** One check on one subject of one target, as JUnit runs it. */
record CheckInvocation(
        Check check,
        Target target,
        Tally tally,
        Optional<Observed> observed,
        Optional<RunningPlatform> running,
        Subject subject,
        String unknown)
        implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {

    /** One that can only say why nothing is known. */
    static CheckInvocation unknown(Check check, Target target, Tally tally, String reason) {
        return new CheckInvocation(
                check, target, tally, Optional.empty(), Optional.empty(), new Subject("nothing", reason), reason);
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        EvidenceTier tier = tier();
        String evidence = tier == target.usualTier() ? "" : ", " + tier;
        return "[" + target.label() + " " + subject.name() + evidence + "]";
    }

    private EvidenceTier tier() {
        return observed.map(check::tierOn).orElse(EvidenceTier.NONE);
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return true;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return observed.map(found -> check.argument(parameter.getParameter().getType(), found, subject, running))
                .orElse(null);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        long start = System.nanoTime();
        Outcome outcome = new Outcome.Passed();
        try {
            proceedUnlessSkipped(invocation);
        } catch (Throwable unsafe) {
            WithoutSecrets safe = new WithoutSecrets();
            outcome = safe.of(Verdict.of(unsafe));
            Throwable thrown = safe.of(unsafe);
            if (outcome instanceof Outcome.Failed failed && check.level() == Level.SHOULD) {
                throw new TestAbortedException("should: " + failed.message());
            }
            throw thrown;
        } finally {
            tally.add(new CheckResult(
                    check.id(),
                    check.sentence(),
                    check.level(),
                    target.toString(),
                    subject.name(),
                    tier(),
                    outcome,
                    Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private void proceedUnlessSkipped(Invocation<Void> invocation) throws Throwable {
        if (observed.isEmpty()) {
            invocation.skip();
            throw new UnknownState(unknown);
        }
        Optional<String> reason = check.skipReason(observed.get(), running);
        if (reason.isPresent()) {
            invocation.skip();
            throw new TestAbortedException(reason.get());
        }
        invocation.proceed();
    }
}
