package dev.plumbline.diagnose;

import dev.plumbline.cluster.Models;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A live object as it may be handed on: a Secret's values as length and hash, no copy that kubectl keeps, no schema of a thousand lines. */
final class ObjectYaml {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final int HASH_CHARACTERS = 12;

    private ObjectYaml() {}

    static String of(HasMetadata live) {
        HasMetadata copy = Models.copy(live);
        copy.getMetadata().setManagedFields(null);
        if (copy.getMetadata().getAnnotations() != null) {
            copy.getMetadata().getAnnotations().remove(LAST_APPLIED);
        }
        if (copy instanceof CustomResourceDefinition definition) {
            definition.getSpec().getVersions().forEach(version -> version.setSchema(null));
        }
        return copy instanceof Secret secret ? withoutValues(secret) : Models.yaml(copy);
    }

    /** As comments: whatever stands under a Secret's data, the redactor takes out whole. */
    private static String withoutValues(Secret secret) {
        Map<String, String> told = new TreeMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) ->
                            told.put(key, told(Base64.getMimeDecoder().decode(value))));
        }
        if (secret.getStringData() != null) {
            secret.getStringData().forEach((key, value) -> told.put(key, told(value.getBytes(StandardCharsets.UTF_8))));
        }
        String keys = told.entrySet().stream()
                .map(each -> "#   %s (%s)%n".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining("", "# data:\n", ""));
        return Models.yaml(new SecretBuilder(secret)
                        .withKind("Secret")
                        .withData(null)
                        .withStringData(null)
                        .build())
                + keys;
    }

    private static String told(byte[] value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value);
            return "%d bytes, sha256 %s"
                    .formatted(value.length, HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
