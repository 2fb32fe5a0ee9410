package dev.plumbline.harness;

import dev.plumbline.environment.ClusterInputs;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.Provenance;
import dev.plumbline.environment.TargetKind;
import dev.plumbline.observe.SmallPlatform;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The small platform as an environment of another kind of cluster. */
final class LiveEnvironments {
    private LiveEnvironments() {}

    static Environment of(TargetKind target, String endpoint, String uid, boolean synthetic) {
        Environment small = SmallPlatform.environment();
        return new Environment(
                small.name(),
                target,
                small.projectName(),
                small.aws(),
                new ClusterInputs(
                        "tiny-cluster",
                        Optional.ofNullable(endpoint).map(URI::create),
                        Optional.of("Y2E="),
                        Optional.empty(),
                        "1.28",
                        Optional.empty(),
                        Optional.ofNullable(uid)),
                small.namespace(),
                small.tags(),
                small.images(),
                small.iamRoleArns(),
                small.secrets(),
                small.appConfig(),
                small.endpoints(),
                small.messaging(),
                small.services(),
                small.releases(),
                small.applicationChart(),
                small.redisCache(),
                Map.of(),
                small.charts(),
                small.permissions(),
                small.driftIgnores(),
                small.safeDisturbances(),
                small.proof(),
                small.identities(),
                small.inputs(),
                new Provenance(
                        Map.of(
                                "cluster_uid",
                                new dev.plumbline.environment.SourceLocation("environments/tiny.yaml", 9)),
                        Map.of(),
                        synthetic));
    }
}
