package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachRelease;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.DeclaredRelease;
import dev.plumbline.observe.Observed;
import dev.plumbline.report.Level;
import java.util.Set;

@Conformance("Images")
class ImageChecks {

    @Requirement("IMG-001")
    @ForEachService
    void serviceRunsItsImageFromTheRegistryOfTheEnvironment(ServiceSettings service, Observed observed) {
        var images = observed.environment().images();
        assertThat(observed.deploymentOf(service).container("service"))
                .declaredAt("image_tag")
                .runsImage(images.prefix() + "/" + service.name() + ":" + images.tag());
    }

    @Requirement("IMG-002")
    @ForEachRelease
    void everyImageComesFromARegistryAllowedForItsRelease(DeclaredRelease release, Observed observed) {
        assertEach(observed.containersOf(release), container -> assertThat(container)
                .usesImageOf(release.allowedRegistries()));
    }

    @Requirement(
            value = "IMG-003",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachRelease
    void everyPodRunsImagesFromARegistryAllowedForItsRelease(DeclaredRelease release, Observed observed) {
        assertEach(
                observed.podsOf(release),
                pod -> assertEach(
                        pod.containers(), container -> assertThat(container).usesImageOf(release.allowedRegistries())));
    }

    @Requirement("IMG-004")
    @ForPlatform
    void cacheRunsTheDeclaredImage(Observed observed) {
        assumeTrue(observed.declared().hasCache(), "the Redis cache of this environment is an external one");
        var cache = observed.environment().redisCache();
        assertEach(observed.cache().containers(), container -> assertThat(container)
                .declaredAt("redis_cache.image")
                .runsImage(cache.imageRepository() + ":" + cache.imageTag()));
    }

    @Requirement(value = "IMG-005", level = Level.SHOULD)
    @ForEachRelease
    void imagesAreNamedByAnExactTagOrDigest(DeclaredRelease release, Observed observed) {
        assertEach(observed.containersOf(release), container -> assertThat(container)
                .namesItsImageExactly());
    }

    @Requirement("IMG-006")
    @ForEachRelease(ForEachRelease.Which.SYSTEM)
    void systemReleaseRunsTheImagesOfItsValues(DeclaredRelease release, Observed observed) {
        Set<String> images = ReleaseValues.of(release).images();
        assumeFalse(
                images.isEmpty(),
                "the environment leaves them to chart " + release.chart().name());
        assertEach(observed.containersOf(release), container -> assertThat(container)
                .declaredAt("releases." + release.key() + ".values.image")
                .runsOneOf(images));
    }
}
