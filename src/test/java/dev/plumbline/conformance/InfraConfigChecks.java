package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertEach;
import static dev.plumbline.assertions.PlatformAssertions.assertThat;
import static dev.plumbline.observe.Source.EKS;
import static dev.plumbline.observe.Source.LOCAL;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachConfigEntry;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.ConfigEntry;
import dev.plumbline.observe.Observed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

@Conformance("infra-config")
class InfraConfigChecks {
    private static final String NAME = "infra-config";

    @Requirement("CFG-001")
    @ForPlatform
    void infraConfigHasExactlyTheDeclaredKeys(Observed observed) {
        assertThat(observed.infraConfig())
                .hasExactlyTheKeys(observed.declared().infraConfig().stream()
                        .map(ConfigEntry::key)
                        .toList());
    }

    @Requirement("CFG-002")
    @ForEachConfigEntry
    void infraConfigHoldsTheValueOfItsInput(ConfigEntry entry, Observed observed) {
        assertThat(observed.infraConfig()).has(entry);
    }

    @Requirement("CFG-003")
    @ForEachService
    void serviceTakesItsEnvironmentFromInfraConfig(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service).container("service")).takesConfigFrom(NAME);
    }

    @Requirement("CFG-004")
    @ForEachService
    void serviceOverridesNoKeyOfInfraConfig(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service).container("service"))
                .overridesNone(observed.infraConfig().entries().keySet());
    }

    @Requirement("CFG-005")
    @ForEachService
    void podsCarryTheChecksumOfInfraConfig(ServiceSettings service, Observed observed) {
        assertThat(observed.deploymentOf(service))
                .annotatesItsPods(
                        "checksum/" + NAME, checksum(observed.infraConfig().entries()));
    }

    @Requirement("CFG-006")
    @ForEachService
    void noVariablesOfOtherServicesSlipIn(ServiceSettings service, Observed observed) {
        assertEach(observed.workloadsOf(observed.declared().releaseOf(service)), workload -> assertThat(workload)
                .hidesServiceLinks());
    }

    @Requirement(
            value = "CFG-007",
            sources = LOCAL,
            otherwise =
                    "only the stand-in services tell what they see; elsewhere CFG-003, CFG-005 and POD-002 stand for it")
    @ForEachService
    void processesSeeTheDeclaredConfiguration(ServiceSettings service, Observed observed) {
        assertEach(observed.configurationsOf(observed.deploymentOf(service)), process -> assertThat(process)
                .sees(observed.declared().infraConfig()));
    }

    @Requirement(value = "CFG-008", sources = LOCAL, otherwise = "only the stand-in services tell what they reach")
    @ForPlatform
    void endpointsOfInfraConfigAnswerFromInsideAPod(Observed observed) {
        var answers = observed.evidence().endpoints();
        List<String> endpoints = Stream.concat(
                        observed.declared().services().stream()
                                .map(service -> service.key().toUpperCase(Locale.ROOT) + "_SERVICE_URL"),
                        Stream.of("REDIS_CACHE_HOST"))
                .toList();
        assertEach(answers.asked(), pod -> assertThat(answers.of(pod)).reaches(endpoints));
    }

    @Requirement(
            value = "CFG-010",
            sources = {LOCAL, EKS},
            otherwise = "pods exist only in a cluster")
    @ForEachService
    void endpointOfInfraConfigLeadsToAReadyPod(ServiceSettings service, Observed observed) {
        String key = service.key().toUpperCase(Locale.ROOT) + "_SERVICE_URL";
        URI endpoint = URI.create(observed.infraConfig().entries().getOrDefault(key, "http://nowhere"));
        // cluster DNS: the first part is a Service of this namespace
        String name = endpoint.getHost().split("\\.")[0];
        assertThat(observed.service(name))
                .servesOn(endpoint.getPort(), observed.deploymentOf(service))
                .leadsToAReadyOneOf(observed.podsOf(observed.deploymentOf(service)));
    }

    @Requirement(value = "CFG-009", says = "service that is told which keys it needs is told all of them")
    @ForEachService
    void serviceIsToldEveryKeyThatItNeeds(ServiceSettings service, Observed observed) {
        List<String> secret = observed.declared().credentialReaders().contains(service)
                ? List.of("RDS_USERNAME", "RDS_PASSWORD")
                : List.of();
        List<String> all = Stream.concat(
                        observed.declared().infraConfig().stream().map(ConfigEntry::key), secret.stream())
                .toList();
        assertThat(observed.deploymentOf(service).container("service"))
                .listsNothingElse("REQUIRED_KEYS", all)
                .listsNothingElse("SECRET_KEYS", secret)
                .hasNoOther("SERVICE_NAME", service.name());
    }

    /** Computed here and not by the product, whose mistakes it must find: SHA-256 over sorted {@code KEY=VALUE} lines. */
    private static String checksum(Map<String, String> entries) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(entries)
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(lines.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
