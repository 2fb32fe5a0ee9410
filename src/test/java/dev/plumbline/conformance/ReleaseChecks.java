package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static dev.plumbline.observe.Source.RENDERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.ObjectId;
import dev.plumbline.observe.Observed;
import dev.plumbline.observe.Seen;
import dev.plumbline.observe.SeenObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    @Requirement("REL-004")
    @ForEachService
    void objectsOfTheServiceSayWhatTheyAre(ServiceSettings service, Observed observed) {
        DeclaredRelease release = observed.declared().releaseOf(service);
        String chart = release.chart().name() + "-" + release.chart().version();
        List<Seen<?>> objects = new ArrayList<>(List.of(
                observed.deploymentOf(service),
                observed.serviceOf(service),
                observed.serviceAccount(release.namespace(), service.name()),
                observed.autoscalerOf(service),
                observed.disruptionBudgetOf(service)));
        if (observed.declared().bringsCache(service)) {
            objects.add(observed.cache());
            objects.add(observed.service(observed.environment().redisCache().name()));
        }
        if (service.key().equals(observed.environment().secrets().consumers().get(0))) {
            objects.add(observed.externalSecret());
        }
        String cache = observed.environment().redisCache().name();
        assertEach(objects, object -> assertThat(new SeenObject(object.object(), object.origin()))
                .hasLabel("app.kubernetes.io/name", object.id().name().equals(cache) ? cache : service.name())
                .hasLabel("app.kubernetes.io/instance", release.name())
                .hasLabel("app.kubernetes.io/managed-by", "Helm")
                .hasLabel("helm.sh/chart", chart));
    }

    @Requirement(value = "REL-005", sources = RENDERED, otherwise = "in a cluster no two objects have one name")
    @ForPlatform
    void nothingIsMadeTwice(Observed observed) {
        Set<ObjectId> once = new HashSet<>();
        assertThat(observed.objects()).as("objects of %s", observed.origin()).isNotEmpty();
        assertThat(observed.objects().stream()
                        .map(ObjectId::of)
                        .filter(id -> !once.add(id))
                        .map(ObjectId::toString))
                .as("objects of %s that are made more than once", observed.origin())
                .isEmpty();
    }

    @Requirement("REL-006")
    @ForEachRelease
    void workloadsCanMakeTheirPods(DeclaredRelease release, Observed observed) {
        var accounts = observed.serviceAccounts(release.namespace());
        assertEach(observed.workloadsOf(release), workload -> {
            assertThat(workload).selectsItsOwnPods().runsAsOneOf(accounts);
            if (release.isSystem()) {
                assertThat(workload).runsAsItsOwnAccount();
            }
        });
    }
}
