package dev.plumbline.environment;

import java.util.List;

/**
 * Where application images come from: {@code <prefix>/<service name>:<tag>}.
 *
 * @param prefix {@code ecr_repository_prefix}: a registry host and a path, without a trailing slash
 * @param tag {@code image_tag}
 * @param allowedRegistries image prefixes that applications may use besides {@code prefix}
 */
public record ImageSource(String prefix, String tag, List<String> allowedRegistries) {
    public ImageSource {
        allowedRegistries = List.copyOf(allowedRegistries);
    }

    /** The repository of one service's image, without the tag. */
    public String repositoryOf(String serviceName) {
        return prefix + "/" + serviceName;
    }
}
