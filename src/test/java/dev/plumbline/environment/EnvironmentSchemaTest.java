package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Editors and the loader agree: what one refuses in a single document, the other refuses too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvironmentSchemaTest {
    private static final Path FILE = Path.of("environments/environment.schema.json");
    /** Writes the file anew after a change to {@link InputShapes}. */
    private static final boolean WRITE = Boolean.getBoolean("plumbline.write-schema");

    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final Schema schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schemaOfTheTable());

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String folder : List.of("environments", "src/test/resources/two-services/environments")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".yaml")).forEach(documents::add);
            }
        }
        return documents.stream();
    }

    /** A schema cannot know what looks like a password, and whether 08080 or 8080.0 is a whole number depends on the reader. */
    static List<Mistake> mistakes() {
        return Mistake.table().stream()
                .filter(mistake -> !mistake.written().matches("front: (08080|8080\\.0)"))
                .filter(mistake -> mistake.problems().stream().noneMatch(line -> line.contains("literal secret")))
                .toList();
    }

    @Test
    void theSchemaIsTheTableOfInputs() throws IOException {
        String table = schemaOfTheTable();
        if (WRITE) {
            Files.writeString(FILE, table);
        }

        assertThat(Files.readString(FILE))
                .as("environments/environment.schema.json; after a change of the table of inputs, write it with"
                        + " mvn test -Dtest=EnvironmentSchemaTest -Dplumbline.write-schema=true")
                .isEqualTo(table);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileOfAnEnvironmentIsValidAndNamesItsSchema(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(schema.validate(asJson(text), InputFormat.JSON)).isEmpty();
        if (file.startsWith("environments")) {
            assertThat(text).startsWith("# yaml-language-server: $schema=environment.schema.json\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeWithinOneDocumentIsSeenByBoth(Mistake mistake, @TempDir Path folder) {
        EnvironmentsFolder spoiled = EnvironmentsFolder.in(folder);
        mistake.makeIn(spoiled);

        boolean seenByEditors = seenByEditors(spoiled.read(mistake.file()));

        assertThat(seenByEditors).isEqualTo(seenByTheLoader(spoiled.path().resolve(mistake.file())));
    }

    @Test
    void everyKindOfValueAtEveryKeyIsJudgedAlike(@TempDir Path folder) throws IOException {
        List<String> documents = SchemaOf.documentsOf(InputShapes.document());
        Path file = folder.resolve("document.json");
        List<String> judgedDifferently = new ArrayList<>();
        for (String document : documents) {
            Files.writeString(file, document);
            boolean seenByEditors = !schema.validate(document, InputFormat.JSON).isEmpty();
            if (seenByTheLoader(file) != seenByEditors) {
                judgedDifferently.add(document);
            }
        }

        assertThat(documents).hasSizeGreaterThan(1_000);
        assertThat(judgedDifferently).isEmpty();
    }

    private static boolean seenByTheLoader(Path file) {
        Problems problems = new Problems();
        DocumentReader.read(file, file.getFileName().toString(), problems)
                .ifPresent(tree -> ShapeCheck.written(tree, problems));
        return !problems.isEmpty();
    }

    private boolean seenByEditors(String yaml) {
        try {
            return !schema.validate(asJson(yaml), InputFormat.JSON).isEmpty();
        } catch (YamlEngineException notEvenYaml) {
            return true;
        }
    }

    /** By another way than the loader's, with aliases resolved as editors do. */
    private String asJson(String yaml) {
        return json.writeValueAsString(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    private String schemaOfTheTable() {
        return json.writeValueAsString(SchemaOf.document(InputShapes.document())) + "\n";
    }
}
