package dev.plumbline.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads one environment: {@code platform.yaml}, below what the Terraform modules say, below the environment's own file. Everything
 * is validated before anything is returned.
 */
public final class EnvironmentLoader {
    private static final String PLATFORM = "platform.yaml";
    private static final String ROLES = "iam_role_arns.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private final Path folder;
    private final String name;
    private final ShownPath shown;
    private final Problems problems = new Problems();

    private EnvironmentLoader(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.shown = ShownPath.forProjectOf(folder);
    }

    /**
     * @param folder the folder {@code environments}
     * @param name the environment's file name without {@code .yaml}
     * @param source what the Terraform modules say; not read for {@link TargetKind#LOCAL}, so that nothing of a real account can
     *     reach a throw-away cluster
     * @throws EnvironmentException with every problem there is
     */
    public static Environment load(Path folder, String name, TerraformInputs source) {
        return new EnvironmentLoader(folder, name).load(source);
    }

    /** The environments of a folder, sorted: its {@code *.yaml} files but {@code platform.yaml}. */
    public static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml") && !file.equals(PLATFORM))
                    .map(file -> file.substring(0, file.length() - ".yaml".length()))
                    .filter(stem -> NAME.matcher(stem).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the documents say together, right or not.
     *
     * @param settings of its Terraform modules
     * @param provenance each value and its place
     */
    public record Outline(InputSettings settings, Provenance provenance) {}

    /**
     * The same documents without asking whether they make an environment: for whoever fetches what is missing.
     *
     * @throws EnvironmentException if a file that people write cannot be read
     */
    public static Outline outline(Path folder, String name, TerraformInputs source) {
        return new EnvironmentLoader(folder, name).outline(source);
    }

    private Outline outline(TerraformInputs source) {
        Documents documents = read(source, new Problems());
        problems.throwIfAny(name);
        Inputs in = new Inputs(documents.merged(documents.written()));
        return new Outline(InputSettings.of(in, name), provenance(in, documents.terraform()));
    }

    private Environment load(TerraformInputs source) {
        Documents documents = read(source, problems);
        KnownKeys known = KnownKeys.of(new Inputs(documents.written().get(0)));
        List<Located.Tree> written = documents.written().stream()
                .map(layer -> known.within(layer, findings(new Inputs(layer))))
                .toList();
        Inputs in = new Inputs(documents.merged(written));
        check(in, written, documents.terraform());
        problems.throwIfAny(name);
        return new EnvironmentBuilder(in, name).build(provenance(in, documents.terraform()));
    }

    /**
     * All documents.
     *
     * @param written by people: the platform's first, the environment's own last
     */
    private record Documents(List<Located.Tree> written, TerraformLayer terraform) {
        Located.Tree merged(List<Located.Tree> people) {
            List<Located.Tree> layers = new ArrayList<>(people);
            layers.addAll(1, terraform.outputs());
            return Layers.merge(layers);
        }
    }

    private Documents read(TerraformInputs source, Problems ofTerraform) {
        Optional<Located.Tree> platform = read(PLATFORM);
        Optional<Located.Tree> own = names(folder).contains(name) ? read(name + ".yaml") : noSuchEnvironment();
        if (platform.isEmpty() || own.isEmpty()) {
            // Without either, everything would be reported as missing.
            problems.throwIfAny(name);
        }
        TerraformLayer terraform =
                isLocal(own.get()) ? TerraformLayer.none() : TerraformLayer.read(source, name, shown, ofTerraform);
        List<Located.Tree> written = Stream.of(platform, terraform.variables(), own)
                .flatMap(Optional::stream)
                .toList();
        return new Documents(written, terraform);
    }

    private static Provenance provenance(Inputs in, TerraformLayer terraform) {
        Map<String, String> values = Layers.values(in.root());
        // the module that makes the roles may make others as well
        Set<String> used = RoleKeys.of(in).used();
        values.keySet().removeIf(key -> key.startsWith(ROLES) && !used.contains(key.substring(ROLES.length())));
        return new Provenance(Layers.locations(in.root()), values, terraform.synthetic());
    }

    private void check(Inputs in, List<Located.Tree> written, TerraformLayer terraform) {
        List<Rule> perLayer = List.of(RoleKeys.of(in), new SameEnvironment(in), new StartedCluster(Target.of(in)));
        for (Located.Tree layer : written) {
            Inputs inputs = new Inputs(layer);
            perLayer.forEach(rule -> rule.check(inputs, findings(inputs)));
        }
        List<Rule> together = List.of(
                new RequiredInputs(terraform),
                new IdentityRule(name),
                new TargetRule(),
                new AccountRule(),
                new CapacityRule(),
                new NamesRule(),
                new EndpointRule(),
                new CertificateRule(),
                new IgnoreRule(),
                new DisturbanceRule(),
                new PermissionRule(),
                new PodIdentityRule());
        together.forEach(rule -> rule.check(in, findings(in)));
    }

    private Findings findings(Inputs in) {
        return new Findings(in, new SourceLocation(shown.of(folder.resolve(name + ".yaml")), 1), problems);
    }

    private static boolean isLocal(Located.Tree own) {
        return Target.of(new Inputs(own))
                .filter(target -> target == TargetKind.LOCAL)
                .isPresent();
    }

    private Optional<Located.Tree> noSuchEnvironment() {
        List<String> names = names(folder);
        problems.add(new Problem(
                new SourceLocation(shown.of(folder), 1),
                "",
                "no environment \"%s\"".formatted(name),
                Spelling.closest(name, names),
                Optional.of(names.isEmpty() ? "none: the folder holds no environment" : String.join(", ", names))));
        return Optional.empty();
    }

    private Optional<Located.Tree> read(String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            problems.add(new SourceLocation(shown.of(path), 1), "", "no such file");
            return Optional.empty();
        }
        return DocumentReader.read(path, shown.of(path), problems).map(tree -> ShapeCheck.written(tree, problems));
    }
}
