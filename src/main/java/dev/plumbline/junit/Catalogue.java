package dev.plumbline.junit;

import dev.plumbline.observe.Source;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** Checks of the suite. */
public final class Catalogue {
    /** Where the suite is. */
    public static final String SUITE_PACKAGE = "dev.plumbline.conformance";

    private final List<Check> checks;

    private Catalogue(List<Check> checks) {
        this.checks = checks;
    }

    /** Every check on the class path that only reads. */
    public static Catalogue ofSuite() {
        return new Catalogue(
                whole().checks.stream().filter(check -> !check.isDisturbing()).toList());
    }

    /** Every check on the class path, those that disturb what runs among them. */
    public static Catalogue whole() {
        return of(ReflectionSupport.findAllClassesInPackage(
                SUITE_PACKAGE, type -> type.isAnnotationPresent(Conformance.class), name -> true));
    }

    /**
     * @throws IllegalArgumentException if there is none, or two have one id
     */
    public static Catalogue of(List<Class<?>> classes) {
        List<Check> checks = classes.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Requirement.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(Check::of)
                .sorted(Comparator.comparing(Check::id))
                .toList();
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("no class on the class path has checks: is the suite there?");
        }
        Set<String> ids = new HashSet<>();
        checks.forEach(check -> {
            if (!ids.add(check.id())) {
                throw new IllegalArgumentException("two checks have the id " + check.id());
            }
        });
        return new Catalogue(checks);
    }

    /** By id. */
    public List<Check> checks() {
        return checks;
    }

    /** The catalogue as a page, with what the contract asks and which checks hold it. */
    public String markdown() {
        return table() + "\n## What the contract asks, and which checks hold it\n\n"
                + Contract.ofSuite().markdown(this);
    }

    private String table() {
        return Stream.concat(
                        Stream.of(
                                "# Checks",
                                "",
                                "Generated from the suite; `./plumbline checks` prints the same. A check runs once for each"
                                        + " subject, on every source that is marked. One that is marked with ! disturbs what runs and puts"
                                        + " it back: only `./plumbline verify --disturb` and the tests on throw-away clusters run it, on EKS"
                                        + " only if the environment names it in `safe_disturbances`, which prod cannot.",
                                "",
                                "Every result names its evidence: rendered is static, a local cluster emulator, EKS live; a check that goes"
                                        + " by something else says so here.",
                                "",
                                "| id | it | on | level | rendered | local | EKS | evidence |",
                                "|---|---|---|---|---|---|---|---|"),
                        checks.stream().map(Catalogue::row))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Check check) {
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        check.id(),
                        check.sentence(),
                        check.scope(),
                        check.level().name().toLowerCase(Locale.ROOT),
                        Arrays.stream(Source.values())
                                .map(source -> mark(check, source))
                                .collect(Collectors.joining(" | ")),
                        check.basis());
    }

    private static String mark(Check check, Source source) {
        if (!check.sources().contains(source)) {
            return "";
        }
        return check.isDisturbing() ? "!" : "x";
    }
}
