package dev.plumbline.conformance;

import static dev.plumbline.assertions.PlatformAssertions.assertThat;

import dev.plumbline.environment.ServiceSettings;
import dev.plumbline.junit.Conformance;
import dev.plumbline.junit.ForEachConfigEntry;
import dev.plumbline.junit.ForEachService;
import dev.plumbline.junit.ForPlatform;
import dev.plumbline.junit.Requirement;
import dev.plumbline.observe.ConfigEntry;
import dev.plumbline.observe.Observed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

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
        assertThat(observed.deploymentOf(service)).hidesServiceLinks();
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
