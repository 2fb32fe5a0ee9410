package dev.plumbline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentLoader;
import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformFactory;
import dev.plumbline.platform.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** `helm lint --strict` finds nothing in any chart, with the values of any environment. */
class ChartLintTest {
    private final YAMLMapper yaml = new YAMLMapper();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"metrics-server", "aws-load-balancer-controller", "external-secrets", "cluster-autoscaler"})
    void findsNothingInAStandIn(String chart) {
        assertClean(Charts.STAND_INS.resolve(chart));
    }

    static Stream<String> environments() {
        return EnvironmentLoader.names(Path.of("environments")).stream();
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("environments")
    void findsNothingInTheServiceChartWithTheValuesOf(String name) {
        Environment environment = EnvironmentLoader.load(
                Path.of("environments"), name, TerraformInputs.outputs(Path.of("fixtures", "terraform-outputs")));
        Platform platform = PlatformFactory.platformOf(environment);

        List<Release> releases = platform.releases(Release.Kind.APPLICATION);
        assertThat(releases).isNotEmpty();
        releases.forEach(release -> assertClean(withValues(release)));
    }

    private static void assertClean(Path chart) {
        LintResult result = new Helm(chart).lint().strict().call();

        // a missing icon is all that may be said of a chart that is in no catalogue
        assertThat(result.getMessages())
                .as(chart.toString())
                .filteredOn(message -> !message.contains("icon is recommended"))
                .isEmpty();
        assertThat(result.isFailed()).isFalse();
    }

    /** The library lints with a chart's own values only: so they are replaced in a copy. */
    private Path withValues(Release release) {
        Path copy = folder.resolve(release.name()).resolve("llm-judge-service");
        Charts.copy(Charts.SERVICE, copy);
        Map<String, Object> defaults =
                yaml.readValue(Charts.SERVICE.resolve("values.yaml"), new TypeReference<Map<String, Object>>() {});
        yaml.writeValue(copy.resolve("values.yaml"), DeepMerge.of(defaults, release.values()));
        return copy;
    }
}
