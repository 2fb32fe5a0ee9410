package dev.plumbline.preflight;

import dev.plumbline.environment.Environment;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Whether ECR has each service's image under the tag that is to be deployed, and which digest that is today. */
record ImageProbes(Environment environment, EcrClient ecr) {

    List<Probe> probes() {
        EcrImages images = new EcrImages(environment);
        Optional<String> elsewhere = images.elsewhere();
        return elsewhere.isPresent()
                ? List.of(new Probe(
                        "images",
                        () -> List.of(Finding.remark("images", "are not looked for: " + elsewhere.get(), ""))))
                : images.images().stream().map(this::image).toList();
    }

    private Probe image(EcrImages.Image image) {
        String subject = "image " + image.repository() + ":" + image.tag();
        return new Probe(subject, () -> {
            try {
                return List.of(Finding.right(
                        subject, image.digest(ecr, environment.aws().accountId())));
            } catch (RepositoryNotFoundException none) {
                return List.of(Finding.wrong(
                        subject,
                        "there is no repository " + image.repository(),
                        "create it, or correct ecr_repository_prefix or service_names"));
            } catch (ImageNotFoundException none) {
                return List.of(Finding.wrong(
                        subject,
                        "the repository has no tag " + image.tag(),
                        "push the image, or set image_tag to one that is there"));
            }
        });
    }
}
