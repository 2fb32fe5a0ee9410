package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

class CatalogueTest {
    private static final Path PAGE = Path.of("docs/checks.md");

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        String expected = Catalogue.whole().markdown();
        if (Boolean.getBoolean("plumbline.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("docs/checks.md; to write it again: mvn test -Dtest=CatalogueTest -Dplumbline.docs.write=true")
                .exists()
                .content()
                .isEqualTo(expected);
    }

    @Test
    void everyCheckClassOfTheSuiteIsInIt() {
        var classes = ReflectionSupport.findAllClassesInPackage(
                Catalogue.SUITE_PACKAGE, type -> type.getSimpleName().endsWith("Checks"), name -> true);

        assertThat(classes).isNotEmpty().allSatisfy(type -> assertThat(type).hasAnnotation(Conformance.class));
    }

    @Test
    void checksHaveNoState() {
        var classes = ReflectionSupport.findAllClassesInPackage(
                Catalogue.SUITE_PACKAGE, type -> type.isAnnotationPresent(Conformance.class), name -> true);

        assertThat(classes)
                .flatMap(type -> Arrays.asList(type.getDeclaredFields()))
                .allSatisfy(field -> assertThat(field.getModifiers())
                        .as(field.toString())
                        .satisfies(modifiers -> assertThat(java.lang.reflect.Modifier.isStatic(modifiers)
                                        && java.lang.reflect.Modifier.isFinal(modifiers))
                                .isTrue()));
    }

    @Test
    void refusesAClassPathWithoutChecks() {
        assertThatThrownBy(() -> Catalogue.of(List.of(String.class))).hasMessageContaining("is the suite there?");
    }

    @Test
    void refusesTwoChecksOfOneId() {
        assertThatThrownBy(() -> Catalogue.of(List.of(Twins.class))).hasMessage("two checks have the id TWIN-001");
    }

    @Conformance("Twins")
    static class Twins {
        @Requirement("TWIN-001")
        @ForPlatform
        void one() {}

        @Requirement("TWIN-001")
        @ForPlatform
        void other() {}
    }
}
