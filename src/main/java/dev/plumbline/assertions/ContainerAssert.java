package dev.plumbline.assertions;

import dev.plumbline.cluster.Models;
import dev.plumbline.environment.Resources;
import dev.plumbline.environment.Resources.Amounts;
import dev.plumbline.observe.SeenContainer;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What can be said of a container. */
public final class ContainerAssert extends PlatformAssert<ContainerAssert, SeenContainer> {
    ContainerAssert(SeenContainer actual) {
        super(actual, ContainerAssert.class, actual.toString(), actual.owner().origin());
    }

    /** Requests are these; quantities are compared by value. */
    public ContainerAssert requests(String cpu, String memory) {
        Findings findings = findings();
        compare(findings, "requests", new Amounts(cpu, memory), requests());
        return conclude("does not request what was declared", findings);
    }

    /** Limits are these; quantities are compared by value. */
    public ContainerAssert limits(String cpu, String memory) {
        Findings findings = findings();
        compare(findings, "limits", new Amounts(cpu, memory), limits());
        return conclude("is not limited as declared", findings);
    }

    /** Requests and limits are these, by value; without declared limits it must have none. */
    public ContainerAssert hasResources(Resources declared) {
        Findings findings = findings();
        compare(findings, "requests", declared.requests(), requests());
        compare(findings, "limits", declared.limits().orElse(new Amounts(null, null)), limits());
        return conclude("does not have the declared resources", findings);
    }

    /** It requests and is limited in both CPU and memory, to whatever amount above zero, and no request exceeds its limit. */
    public ContainerAssert boundsItsResources() {
        Findings findings = findings();
        for (String resource : List.of("cpu", "memory")) {
            Quantity request = requests().get(resource);
            Quantity limit = limits().get(resource);
            findings.isTrue(isPositive(request), path("requests." + resource), "an amount above 0", request);
            findings.isTrue(isPositive(limit), path("limits." + resource), "an amount above 0", limit);
            if (isPositive(request) && isPositive(limit)) {
                findings.isTrue(
                        Quantity.getAmountInBytes(request).compareTo(Quantity.getAmountInBytes(limit)) <= 0,
                        path("requests." + resource),
                        "at most the limit " + limit,
                        request);
            }
        }
        return conclude("does not bound its resources", findings);
    }

    /** It requests CPU: without it an autoscaler that aims at a share of the request has nothing to measure. */
    public ContainerAssert requestsCpu() {
        Quantity request = requests().get("cpu");
        return conclude(
                "requests no CPU",
                findings().isTrue(isPositive(request), path("requests.cpu"), "an amount above 0", request));
    }

    public ContainerAssert runsImage(String image) {
        return conclude(
                "does not run the declared image",
                findings()
                        .equal(
                                actual.path() + ".image",
                                image,
                                actual.container().getImage()));
    }

    public ContainerAssert runsOneOf(Collection<String> images) {
        String image = actual.container().getImage();
        return conclude(
                "does not run a declared image",
                findings()
                        .isTrue(
                                images.contains(image),
                                actual.path() + ".image",
                                "one of " + new TreeSet<>(images),
                                image));
    }

    /** Its image is in one of these registries or below one of these paths. */
    public ContainerAssert usesImageOf(Collection<String> prefixes) {
        String image = Optional.ofNullable(actual.container().getImage()).orElse("");
        return conclude(
                "runs an image from elsewhere",
                findings()
                        .isTrue(
                                Images.isBelowAny(image, prefixes),
                                actual.path() + ".image",
                                "an image below one of " + prefixes,
                                image));
    }

    /** Its image is named by a tag other than {@code latest}, or by digest. */
    public ContainerAssert namesItsImageExactly() {
        String image = Optional.ofNullable(actual.container().getImage()).orElse("");
        return conclude(
                "does not name its image exactly",
                findings().isTrue(Images.isExact(image), actual.path() + ".image", "a tag other than latest", image));
    }

    /** Every key of that ConfigMap is one of its environment variables, under the key's own name. */
    public ContainerAssert takesConfigFrom(String configMap) {
        boolean taken = actual.container().getEnvFrom().stream()
                .anyMatch(source -> source.getConfigMapRef() != null
                        && configMap.equals(source.getConfigMapRef().getName())
                        && !Boolean.TRUE.equals(source.getConfigMapRef().getOptional())
                        && (source.getPrefix() == null || source.getPrefix().isEmpty()));
        return conclude(
                "does not take its configuration from the ConfigMap",
                findings()
                        .isTrue(
                                taken,
                                actual.path() + ".envFrom",
                                "configMapRef " + configMap + ", not optional, no prefix",
                                actual.container().getEnvFrom()));
    }

    /** None of its own variables hides one of these keys. */
    public ContainerAssert overridesNone(Collection<String> keys) {
        List<String> hidden = actual.container().getEnv().stream()
                .map(EnvVar::getName)
                .filter(keys::contains)
                .toList();
        return conclude(
                "overrides configuration",
                findings().isTrue(hidden.isEmpty(), actual.path() + ".env", "none of the ConfigMap's keys", hidden));
    }

    /** A variable comes from a key of a Secret, and the pod does not start without it. */
    public ContainerAssert takesSecret(String variable, String secret, String key) {
        String path = actual.path() + ".env[" + variable + "].valueFrom.secretKeyRef";
        var reference = actual.container().getEnv().stream()
                .filter(env -> variable.equals(env.getName()) && env.getValueFrom() != null)
                .map(env -> env.getValueFrom().getSecretKeyRef())
                .filter(found -> found != null)
                .findFirst();
        Findings findings = findings()
                .isTrue(
                        reference.isPresent(),
                        actual.path() + ".env[" + variable + "]",
                        "from a key of Secret " + secret,
                        null)
                .equal(
                        path + ".name",
                        secret,
                        reference.map(found -> found.getName()).orElse(null))
                .equal(
                        path + ".key",
                        key,
                        reference.map(found -> found.getKey()).orElse(null));
        reference.ifPresent(found -> findings.isTrue(
                !Boolean.TRUE.equals(found.getOptional()), path + ".optional", "not optional", found.getOptional()));
        return conclude("does not take its credentials from the Secret", findings);
    }

    /** It refers to that Secret nowhere. */
    public ContainerAssert doesNotUseSecret(String secret) {
        boolean inVariables = actual.container().getEnv().stream()
                .anyMatch(env -> env.getValueFrom() != null
                        && env.getValueFrom().getSecretKeyRef() != null
                        && secret.equals(env.getValueFrom().getSecretKeyRef().getName()));
        boolean asWhole = actual.container().getEnvFrom().stream()
                .anyMatch(source -> source.getSecretRef() != null
                        && secret.equals(source.getSecretRef().getName()));
        return conclude(
                "uses a Secret that it does not need",
                findings()
                        .isTrue(!inVariables, actual.path() + ".env", "nothing from Secret " + secret, "a secretKeyRef")
                        .isTrue(!asWhole, actual.path() + ".envFrom", "nothing from Secret " + secret, "a secretRef"));
    }

    /** One of its ports is that TCP port. */
    public ContainerAssert listensOn(int port) {
        List<String> ports = actual.container().getPorts().stream()
                .map(found ->
                        found.getContainerPort() + "/" + (found.getProtocol() == null ? "TCP" : found.getProtocol()))
                .toList();
        return conclude(
                "does not listen on the declared port",
                findings().isTrue(ports.contains(port + "/TCP"), actual.path() + ".ports", port + "/TCP", ports));
    }

    /** A variable has that value. */
    public ContainerAssert hasVariable(String name, String value) {
        var found = actual.container().getEnv().stream()
                .filter(env -> name.equals(env.getName()))
                .findFirst();
        String path = actual.path() + ".env[" + name + "]";
        return conclude(
                "is told something else",
                findings()
                        .isTrue(found.isPresent(), path, value, null)
                        .isTrue(
                                found.isEmpty() || value.equals(found.get().getValue()),
                                path + ".value",
                                value,
                                found.map(EnvVar::getValue).orElse(null)));
    }

    /** One of the words of its command line is that one, or ends in it after {@code =}, {@code :} or {@code ,}. */
    public ContainerAssert isTold(String word) {
        List<String> words = Stream.concat(
                        actual.container().getCommand().stream(), actual.container().getArgs().stream())
                .toList();
        boolean told = words.stream()
                .anyMatch(found -> found.equals(word)
                        || (found.endsWith(word)
                                && "=:,".indexOf(found.charAt(found.length() - word.length() - 1)) >= 0));
        return conclude(
                "is told something else",
                findings()
                        .isTrue(
                                told,
                                actual.path() + ".command or " + actual.path() + ".args",
                                "a word that ends in " + word,
                                words));
    }

    /** A variable has that value, if there is one of that name. */
    public ContainerAssert hasNoOther(String name, String value) {
        boolean named = actual.container().getEnv().stream().anyMatch(env -> name.equals(env.getName()));
        return named ? hasVariable(name, value) : this;
    }

    /** A variable, if there is one of that name, lists exactly these words, separated by commas. */
    public ContainerAssert listsNothingElse(String name, Collection<String> words) {
        String path = actual.path() + ".env[" + name + "].value";
        Findings findings = findings();
        actual.container().getEnv().stream()
                .filter(env -> name.equals(env.getName()))
                .findFirst()
                .ifPresent(variable -> findings.equal(
                        path,
                        new TreeSet<>(words),
                        new TreeSet<>(
                                List.of(String.valueOf(variable.getValue()).split(",", -1)))));
        return conclude("is told something else", findings);
    }

    /** It is only called ready when a port of its own answers; nor do its other probes ask a port that it does not have. */
    public ContainerAssert probesItsOwnPorts() {
        Findings findings = findings()
                .isTrue(
                        Probes.ports(actual.container()).keySet().stream()
                                .anyMatch(probe -> probe.startsWith("readinessProbe")),
                        actual.path() + ".readinessProbe",
                        "one that asks a port",
                        Probes.ports(actual.container()).keySet());
        probePorts(findings);
        return conclude("is not probed at a port of its own", findings);
    }

    /** HTTP probes ask these paths of a port of its own; one for its start, if there is any, asks what the liveness probe asks. */
    public ContainerAssert isProbedAt(String liveness, String readiness) {
        var container = actual.container();
        Findings findings = findings()
                .equal(
                        actual.path() + ".livenessProbe.httpGet.path",
                        liveness,
                        Probes.path(container.getLivenessProbe()),
                        "liveness")
                .equal(
                        actual.path() + ".readinessProbe.httpGet.path",
                        readiness,
                        Probes.path(container.getReadinessProbe()),
                        "readiness");
        if (container.getStartupProbe() != null) {
            findings.equal(
                    actual.path() + ".startupProbe.httpGet.path",
                    liveness,
                    Probes.path(container.getStartupProbe()),
                    "liveness");
        }
        probePorts(findings);
        return conclude("is not probed as declared", findings);
    }

    private void probePorts(Findings findings) {
        List<String> ports = actual.container().getPorts().stream()
                .flatMap(port -> Stream.of(String.valueOf(port.getContainerPort()), String.valueOf(port.getName())))
                .toList();
        Probes.ports(actual.container())
                .forEach((probe, port) -> findings.isTrue(
                        ports.contains(port),
                        actual.path() + "." + probe + ".port",
                        "one of " + ports + ", as in " + actual.path() + ".ports",
                        port));
    }

    /** Its security context says what was declared; what was not declared is left to others. */
    public ContainerAssert hasSecurityContext(Map<String, Object> declared) {
        Object found = actual.container().getSecurityContext();
        Map<?, ?> tree = found == null ? Map.of() : Models.tree(found);
        return conclude(
                "does not have the declared security context",
                new Subtree(findings()).compare(actual.path() + ".securityContext", declared, tree));
    }

    /** What the restricted Pod Security Standard asks of a container, and a root file system that cannot be written. */
    public ContainerAssert isRestricted() {
        var context = Optional.ofNullable(actual.container().getSecurityContext());
        String path = actual.path() + ".securityContext";
        return conclude(
                "is not restricted",
                findings()
                        .equal(
                                path + ".allowPrivilegeEscalation",
                                false,
                                context.map(found -> found.getAllowPrivilegeEscalation())
                                        .orElse(null))
                        .equal(
                                path + ".readOnlyRootFilesystem",
                                true,
                                context.map(found -> found.getReadOnlyRootFilesystem())
                                        .orElse(null))
                        .isTrue(
                                !context.map(found -> Boolean.TRUE.equals(found.getPrivileged()))
                                        .orElse(false),
                                path + ".privileged",
                                "not privileged",
                                true)
                        .isTrue(
                                context.map(found -> found.getCapabilities())
                                        .map(found -> found.getAdd())
                                        .orElse(List.of())
                                        .isEmpty(),
                                path + ".capabilities.add",
                                Findings.NOTHING,
                                context.map(found -> found.getCapabilities())
                                        .map(found -> found.getAdd())
                                        .orElse(null))
                        .isTrue(
                                context.map(found -> found.getRunAsUser())
                                        .filter(user -> user == 0)
                                        .isEmpty(),
                                path + ".runAsUser",
                                "not 0",
                                0)
                        .equal(
                                path + ".capabilities.drop",
                                List.of("ALL"),
                                context.map(found -> found.getCapabilities())
                                        .map(found -> found.getDrop())
                                        .orElse(null)));
    }

    private Map<String, Quantity> requests() {
        var resources = actual.container().getResources();
        return resources == null || resources.getRequests() == null ? Map.of() : resources.getRequests();
    }

    private Map<String, Quantity> limits() {
        var resources = actual.container().getResources();
        return resources == null || resources.getLimits() == null ? Map.of() : resources.getLimits();
    }

    private void compare(Findings findings, String part, Amounts declared, Map<String, Quantity> found) {
        findings.quantity(path(part + ".cpu"), declared.cpu(), found.get("cpu"), part + ".cpu");
        findings.quantity(path(part + ".memory"), declared.memory(), found.get("memory"), part + ".memory");
    }

    private String path(String below) {
        return actual.path() + ".resources." + below;
    }

    private static boolean isPositive(Quantity quantity) {
        return quantity != null
                && quantity.getAmount() != null
                && Quantity.getAmountInBytes(quantity).signum() > 0;
    }
}
