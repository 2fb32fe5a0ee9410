package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertEachIfAny;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Basis;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachNamespace;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.Observed;
import java.util.List;

@Conformance("Namespaces and tags")
class NamespaceChecks {
    /** The Norman standard: what every object that is made from here carries. */
    private static final List<String> STANDARD = List.of("Project", "Environment", "ManagedBy", "Owner", "CostCenter");

    @Requirement("NS-001")
    @ForEachNamespace
    void namespaceCarriesTheTags(String namespace, Observed observed) {
        assertThat(observed.namespace(namespace))
                .declaredAt("tags")
                .carriesTags(observed.environment().tags());
    }

    @Requirement(
            value = "NS-002",
            sources = {LOCAL, EKS},
            otherwise = "a namespace has a phase only in a cluster")
    @ForEachNamespace
    void namespaceIsActive(String namespace, Observed observed) {
        assertThat(observed.namespace(namespace)).isActive();
    }

    @Requirement("NS-003")
    @ForPlatform
    void nothingIsInTheNamespaceThatNobodyDeclared(Observed observed) {
        assertEachIfAny(observed.strangers(), stranger -> assertThat(stranger).isDeclared());
    }

    @Requirement(value = "TAG-001", basis = Basis.DOCUMENT)
    @ForPlatform
    void tagsAreThoseOfTheStandardAndNameThisEnvironment(Environment environment) {
        assertThat(environment.tags())
                .as("tags of environment %s", environment.name())
                .containsKeys(STANDARD.toArray(String[]::new))
                .containsEntry("Project", environment.projectName())
                .containsEntry("Environment", environment.name());
    }

    @Requirement("TAG-002")
    @ForPlatform
    void infraConfigCarriesTheTags(Observed observed) {
        assertThat(observed.infraConfig())
                .declaredAt("tags")
                .carriesTags(observed.environment().tags());
    }

    @Requirement("TAG-003")
    @ForPlatform
    void secretStoreCarriesTheTags(Observed observed) {
        assertThat(observed.secretStore())
                .declaredAt("tags")
                .carriesTags(observed.environment().tags());
    }

    @Requirement("TAG-004")
    @ForEachService
    void everyObjectOfTheServiceCarriesTheTags(ServiceSettings service, Observed observed) {
        assertEach(observed.objectsOf(observed.declared().releaseOf(service)), object -> assertThat(object)
                .declaredAt("tags")
                .carriesTags(observed.environment().tags()));
    }

    @Requirement("TAG-005")
    @ForEachService
    void podsOfTheServiceCarryTheTags(ServiceSettings service, Observed observed) {
        assertEach(observed.workloadsOf(observed.declared().releaseOf(service)), workload -> assertThat(workload)
                .declaredAt("tags")
                .tagsItsPods(observed.environment().tags()));
    }

    @Requirement("TAG-006")
    @ForEachService
    void noTagIsPartOfASelector(ServiceSettings service, Observed observed) {
        assertEach(observed.workloadsOf(observed.declared().releaseOf(service)), workload -> assertThat(workload)
                .selectsWithout(observed.environment().tags().keySet()));
    }
}
