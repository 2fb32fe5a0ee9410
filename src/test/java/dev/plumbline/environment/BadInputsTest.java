package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputsTest {
    @TempDir
    private Path project;

    static List<Mistake> mistakes() {
        return Mistake.table();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsReportedWithItsPlaceAndWhatWouldBeRight(Mistake mistake) {
        EnvironmentsFolder folder = EnvironmentsFolder.in(project);

        mistake.makeIn(folder);

        assertThat(mistake.problems()).isNotEmpty();
        assertThat(folder.problems(mistake.environment())).containsExactlyElementsOf(mistake.problems());
    }

    @Test
    void bothEnvironmentsAreRightAsLongAsNobodySpoilsThem() {
        EnvironmentsFolder folder = EnvironmentsFolder.in(project);

        assertThat(folder.problems("live")).isEmpty();
        assertThat(folder.problems("sandbox")).isEmpty();
    }
}
