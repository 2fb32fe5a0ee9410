package dev.plumbline.conformance.behaviour;

import dev.plumbline.environment.AppConfigIds;
import dev.plumbline.environment.Environment;

/** An environment in which one input has another value. */
final class ChangedEnvironment {
    private ChangedEnvironment() {}

    static Environment withApplicationId(Environment environment, String id) {
        AppConfigIds ids = environment.appConfig();
        return new Environment(
                environment.name(),
                environment.target(),
                environment.projectName(),
                environment.aws(),
                environment.cluster(),
                environment.namespace(),
                environment.tags(),
                environment.images(),
                environment.iamRoleArns(),
                environment.secrets(),
                new AppConfigIds(id, ids.environment(), ids.profile()),
                environment.endpoints(),
                environment.messaging(),
                environment.services(),
                environment.releases(),
                environment.applicationChart(),
                environment.redisCache(),
                environment.awsEndpoints(),
                environment.charts(),
                environment.permissions(),
                environment.driftIgnores(),
                environment.safeDisturbances(),
                environment.proof(),
                environment.identities(),
                environment.inputs(),
                environment.provenance());
    }
}
