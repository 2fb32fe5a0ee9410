package dev.plumbline.deploy;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Trees as tests write them. */
final class Yaml {
    private Yaml() {}

    static Map<String, Object> tree(String yaml) {
        return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    }
}
