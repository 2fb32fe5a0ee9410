package dev.plumbline.junit;

import dev.plumbline.environment.Environment;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.Source;
import dev.plumbline.report.EvidenceTier;
import dev.plumbline.report.Level;
import dev.plumbline.report.Outcome;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A check method, understood: what it demands, of what, and how it is called. It can be run without JUnit, since check methods have
 * no state.
 */
public final class Check {
    private final Method method;
    private final Requirement requirement;
    private final Annotation drawing;
    private final Subjects<Annotation> subjects;
    private final MethodHandle handle;

    private Check(Method method, Requirement requirement, Annotation drawing, MethodHandle handle) {
        this.method = method;
        this.requirement = requirement;
        this.drawing = drawing;
        this.subjects = subjects(drawing);
        this.handle = handle;
    }

    /**
     * @throws IllegalArgumentException if it is not a check method
     */
    public static Check of(Method method) {
        Requirement requirement = Optional.ofNullable(method.getAnnotation(Requirement.class))
                .orElseThrow(() -> new IllegalArgumentException(method + " has no @Requirement"));
        List<Annotation> drawings = Arrays.stream(method.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(DrawnFrom.class))
                .toList();
        if (drawings.size() != 1) {
            throw new IllegalArgumentException(
                    method + " needs exactly one of @ForPlatform, @ForEachService, ...: it has " + drawings.size());
        }
        return new Check(method, requirement, drawings.get(0), handle(method));
    }

    public String id() {
        return requirement.value();
    }

    /** The requirement in words. */
    public String sentence() {
        return requirement.says().isEmpty() ? Words.of(method.getName()) : requirement.says();
    }

    public Level level() {
        return requirement.level();
    }

    public Set<Source> sources() {
        return Set.of(requirement.sources());
    }

    /** What it goes by, for people; empty where that is what its source shows. */
    public String basis() {
        return requirement.basis().words();
    }

    /** How strong its evidence is there. */
    public EvidenceTier tierOn(Observed observed) {
        return requirement.basis().tierOf(observed);
    }

    /** Whether it changes what runs, and puts it back. */
    public boolean isDisturbing() {
        return requirement.disturbing();
    }

    /** What it is about, for people. */
    public String topic() {
        return Optional.ofNullable(method.getDeclaringClass().getAnnotation(Conformance.class))
                .map(Conformance::value)
                .orElse(Words.of(method.getDeclaringClass().getSimpleName()));
    }

    /** On what it is run, for people: {@code each service}. */
    public String scope() {
        return subjects.words(drawing);
    }

    public List<Subject> subjectsOf(Observed observed) {
        return subjects.of(observed.declared(), drawing);
    }

    /** Why this source cannot show it; empty if it can. */
    public Optional<String> skipReason(Source source) {
        if (sources().contains(source)) {
            return Optional.empty();
        }
        String why = requirement.otherwise().isEmpty() ? "" : ": " + requirement.otherwise();
        return Optional.of("not shown by " + source + why);
    }

    /**
     * Why it is not run on this platform; empty if it is.
     *
     * @param running what it may disturb; empty if the run only reads
     */
    Optional<String> skipReason(Observed observed, Optional<RunningPlatform> running) {
        Optional<String> notShown = skipReason(observed.source());
        if (notShown.isPresent() || !isDisturbing()) {
            return notShown;
        }
        if (!observed.environment().allowsDisturbance(id())) {
            return Optional.of("it disturbs what runs, and environment %s does not name it in safe_disturbances"
                    .formatted(observed.environment().name()));
        }
        return running.isEmpty() ? Optional.of("it disturbs what runs, and this run only reads") : Optional.empty();
    }

    /** What a parameter of the method gets. */
    Object argument(Class<?> type, Observed observed, Subject subject, Optional<RunningPlatform> running) {
        if (type == RunningPlatform.class && isDisturbing()) {
            // JUnit asks for arguments before it learns that the check is skipped
            return running.orElse(null);
        }
        if (type == Observed.class) {
            return observed;
        }
        if (type == Environment.class) {
            return observed.environment();
        }
        if (type.isInstance(subject.value())) {
            return subject.value();
        }
        throw new IllegalArgumentException(method + " asks for " + type.getSimpleName() + ", but its subject is "
                + subject.value().getClass().getSimpleName());
    }

    /** Runs it once, without JUnit, reading only. */
    public Outcome run(Observed observed, Subject subject) {
        return run(observed, subject, Optional.empty());
    }

    /**
     * Runs it once, without JUnit.
     *
     * @param running what it may disturb
     */
    public Outcome run(Observed observed, Subject subject, Optional<RunningPlatform> running) {
        Optional<String> skipped = skipReason(observed, running);
        if (skipped.isPresent()) {
            return new Outcome.Skipped(skipped.get());
        }
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], observed, subject, running);
        }
        try {
            handle.invokeWithArguments(arguments);
            return new Outcome.Passed();
        } catch (Throwable thrown) {
            return Verdict.of(thrown);
        }
    }

    @Override
    public String toString() {
        return id() + " " + sentence();
    }

    private static MethodHandle handle(Method method) {
        try {
            var constructor = method.getDeclaringClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).bindTo(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(method + " cannot be called: " + e, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Subjects<Annotation> subjects(Annotation drawing) {
        DrawnFrom drawnFrom = drawing.annotationType().getAnnotation(DrawnFrom.class);
        try {
            return (Subjects<Annotation>)
                    drawnFrom.value().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(drawnFrom.value() + " cannot be made: " + e, e);
        }
    }
}
