package dev.plumbline.harness;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.Provenance;
import dev.plumbline.inputs.MovedInput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of Terraform modules that the last deploy went by.
 *
 * @param clusterUid where it went
 * @param values by key path
 */
record DeployedInputs(String clusterUid, Map<String, String> values) {
    DeployedInputs {
        values = new TreeMap<>(values);
    }

    static DeployedInputs of(Environment environment, String clusterUid) {
        Map<String, String> values = new TreeMap<>(environment.provenance().values());
        values.keySet().removeIf(key -> Provenance.moduleOutput(key).isEmpty());
        return new DeployedInputs(clusterUid, values);
    }

    List<MovedInput> movedIn(DeployedInputs now) {
        return MovedInput.between(values, now.values());
    }
}
