package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;

import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;

@Conformance("Releases")
class ReleaseChecks {

    @Requirement("REL-001")
    @ForEachRelease
    void releaseIsMadeFromTheDeclaredChartInItsNamespace(DeclaredRelease release, Observed observed) {
        assertThat(observed.releaseOf(release)).declaredAt(release.chartInput()).isMadeFrom(release.chart());
    }

    @Requirement(
            value = "REL-002",
            sources = {LOCAL, EKS},
            otherwise = "nothing was installed")
    @ForEachRelease
    void releaseIsDeployed(DeclaredRelease release, Observed observed) {
        assertThat(observed.releaseOf(release)).isDeployed();
    }

    @Requirement("REL-003")
    @ForEachRelease
    void workloadsAreThoseOfTheDeclaredChartVersion(DeclaredRelease release, Observed observed) {
        assertEach(observed.workloadsOf(release), workload -> assertThat(workload)
                .declaredAt(release.chartInput())
                .hasLabel(
                        "helm.sh/chart",
                        release.chart().name() + "-" + release.chart().version()));
    }
}
