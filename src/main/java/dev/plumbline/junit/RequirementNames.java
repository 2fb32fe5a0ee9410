package dev.plumbline.junit;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names tests by what they demand: {@code HPA-001 autoscaler has the bounds of the environment}. */
public final class RequirementNames extends DisplayNameGenerator.Standard {
    @Override
    public String generateDisplayNameForClass(Class<?> type) {
        Conformance conformance = type.getAnnotation(Conformance.class);
        return conformance == null ? super.generateDisplayNameForClass(type) : conformance.value();
    }

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> type, Method method) {
        Requirement requirement = method.getAnnotation(Requirement.class);
        return requirement == null
                ? super.generateDisplayNameForMethod(enclosing, type, method)
                : Check.of(method).toString();
    }
}
