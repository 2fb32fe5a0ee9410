package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import java.util.List;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Whether ECR has each service's image under the tag that is to be deployed, and which digest that is today. */
record ImageProbes(Environment environment, EcrClient ecr) {

    List<Probe> probes() {
        String prefix = environment.images().prefix();
        String host = prefix.replaceFirst("/.*", "");
        if (!host.contains(".dkr.ecr")) {
            return List.of(new Probe(
                    "images",
                    () -> List.of(
                            Finding.remark("images", "are not looked for: " + host + " is no ECR registry", ""))));
        }
        return environment.services().values().stream()
                .map(service -> image(prefix.substring(host.length()).replaceFirst("^/", "") + "/" + service.name()))
                .toList();
    }

    private Probe image(String repository) {
        String tag = environment.images().tag();
        String subject = "image " + repository + ":" + tag;
        return new Probe(subject, () -> {
            try {
                List<ImageDetail> images = ecr.describeImages(
                                request -> request.registryId(environment.aws().accountId())
                                        .repositoryName(repository)
                                        .imageIds(id -> id.imageTag(tag)))
                        .imageDetails();
                return List.of(Finding.right(subject, images.get(0).imageDigest()));
            } catch (RepositoryNotFoundException none) {
                return List.of(Finding.wrong(
                        subject,
                        "there is no repository " + repository,
                        "create it, or correct ecr_repository_prefix or service_names"));
            } catch (ImageNotFoundException none) {
                return List.of(Finding.wrong(
                        subject,
                        "the repository has no tag " + tag,
                        "push the image, or set image_tag to one that is there"));
            }
        });
    }
}
