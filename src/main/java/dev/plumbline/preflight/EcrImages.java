package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;

/** The application images of an environment, where they are in ECR: the account and region of the prefix are the environment's own. */
record EcrImages(Environment environment) {

    /**
     * One service's image.
     *
     * @param reference as pods name it
     * @param repository as ECR names it
     * @param tag that is to be deployed
     */
    record Image(String reference, String repository, String tag) {

        /** Asked in one request. */
        String digest(EcrClient ecr, String account) {
            return ecr.describeImages(request -> request.registryId(account)
                            .repositoryName(repository)
                            .imageIds(id -> id.imageTag(tag)))
                    .imageDetails()
                    .get(0)
                    .imageDigest();
        }
    }

    /** Why there is no ECR to ask; empty = there is. */
    Optional<String> elsewhere() {
        String host = host();
        return host.contains(".dkr.ecr") ? Optional.empty() : Optional.of(host + " is no ECR registry");
    }

    List<Image> images() {
        String prefix = environment.images().prefix();
        String path = prefix.substring(host().length()).replaceFirst("^/", "");
        String tag = environment.images().tag();
        return environment.services().values().stream()
                .map(service -> new Image(
                        environment.images().repositoryOf(service.name()) + ":" + tag,
                        path.isEmpty() ? service.name() : path + "/" + service.name(),
                        tag))
                .toList();
    }

    private String host() {
        return environment.images().prefix().replaceFirst("/.*", "");
    }
}
