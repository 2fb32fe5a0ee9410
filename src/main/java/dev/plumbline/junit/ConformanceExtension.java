package dev.plumbline.junit;

import dev.plumbline.report.CheckResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a check method once for each target and subject, each as a test of its own. */
public final class ConformanceExtension implements TestTemplateInvocationContextProvider {
    /** Which targets, for example {@code rendered:dev,live:local}. */
    public static final String TARGETS = "plumbline.targets";
    /** Class name of the {@link ObservedSources}, which needs a constructor without parameters. */
    public static final String SOURCES = "plumbline.sources";

    static final Namespace NAMESPACE = Namespace.create(ConformanceExtension.class);
    static final String RESULT_LISTENER = "result listener";

    private static final String DEFAULT_TARGETS = "rendered:local,rendered:dev,rendered:staging,rendered:prod";
    private static final String DEFAULT_SOURCES = "dev.plumbline.harness.ProjectSources";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod()
                .filter(method -> method.isAnnotationPresent(Requirement.class))
                .isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Check check = Check.of(context.getRequiredTestMethod());
        Store store = context.getRoot().getStore(NAMESPACE);
        Sessions sessions = store.computeIfAbsent(Sessions.class, key -> sessions(context), Sessions.class);
        Tally tally = store.computeIfAbsent(Tally.class, key -> tally(context), Tally.class);
        return sessions.targets().stream()
                .flatMap(target -> invocations(check, target, sessions.of(target), tally))
                .map(TestTemplateInvocationContext.class::cast);
    }

    private static Stream<CheckInvocation> invocations(
            Check check, Target target, Sessions.Session session, Tally tally) {
        if (session.observed().isEmpty()) {
            return Stream.of(CheckInvocation.unknown(check, target, tally, session.reason()));
        }
        var observed = session.observed().get();
        List<Subject> subjects = check.subjectsOf(observed);
        if (subjects.isEmpty()) {
            return Stream.of(CheckInvocation.unknown(
                    check, target, tally, "environment " + target.environment() + " has nothing to check it on"));
        }
        var running = session.source().flatMap(ObservedSource::running);
        return subjects.stream()
                .map(subject -> new CheckInvocation(check, target, tally, Optional.of(observed), running, subject, ""));
    }

    private static Sessions sessions(ExtensionContext context) {
        List<Target> targets =
                Target.parse(context.getConfigurationParameter(TARGETS).orElse(DEFAULT_TARGETS));
        ObservedSources fromLauncher = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .get(ObservedSources.class, ObservedSources.class);
        return new Sessions(
                targets,
                fromLauncher != null
                        ? fromLauncher
                        : named(context.getConfigurationParameter(SOURCES).orElse(DEFAULT_SOURCES)),
                context::getConfigurationParameter);
    }

    private static ObservedSources named(String className) {
        try {
            return (ObservedSources)
                    Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(SOURCES + "=" + className + " cannot be made: " + e, e);
        }
    }

    /** A command says itself what came of a run; a run of Maven has nobody who does. */
    @SuppressWarnings("unchecked")
    private static Tally tally(ExtensionContext context) {
        Consumer<CheckResult> listener =
                context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE).get(RESULT_LISTENER, Consumer.class);
        return listener == null ? new Tally(result -> {}, System.out::println) : new Tally(listener, line -> {});
    }
}
