package dev.plumbline.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads one environment: {@code platform.yaml}, below what the Terraform modules say, below the environment's own file. Everything
 * is validated before anything is returned.
 */
public final class EnvironmentLoader {
    private static final String PLATFORM = "platform.yaml";
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

    private Environment load(TerraformInputs source) {
        Optional<Located.Tree> platform = read(PLATFORM);
        Optional<Located.Tree> own = read(name + ".yaml");
        boolean local = own.flatMap(tree -> Target.of(new Inputs(tree))).orElse(null) == TargetKind.LOCAL;
        TerraformLayer terraform = TerraformLayer.read(local ? TerraformInputs.none() : source, name, shown, problems);
        problems.throwIfAny(name);

        List<Located.Tree> layers = new ArrayList<>();
        platform.ifPresent(layers::add);
        layers.addAll(terraform.documents());
        own.ifPresent(layers::add);
        Located.Tree merged = Layers.merge(layers);
        problems.throwIfAny(name);
        return new EnvironmentBuilder(new Inputs(merged), name)
                .build(new Provenance(Layers.locations(merged), terraform.synthetic()));
    }

    private Optional<Located.Tree> read(String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            problems.add(new SourceLocation(shown.of(path), 1), "", "no such file", String.join(", ", names(folder)));
            return Optional.empty();
        }
        return DocumentReader.read(path, shown.of(path), problems);
    }
}
