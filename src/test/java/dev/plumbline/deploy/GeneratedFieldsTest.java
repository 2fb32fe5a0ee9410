package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratedFieldsTest {
    @Test
    void certificatesOfATlsSecretDoNotCount() {
        assertThat(GeneratedFields.without(Yaml.tree(
                        "{kind: Secret, type: kubernetes.io/tls, metadata: {name: a}, data: {tls.key: eA==}}")))
                .isEqualTo(Yaml.tree("{kind: Secret, type: kubernetes.io/tls, metadata: {name: a}}"));
    }

    @Test
    void dataOfAnyOtherSecretDoes() {
        String opaque = "{kind: Secret, type: Opaque, data: {password: eA==}}";

        assertThat(GeneratedFields.without(Yaml.tree(opaque))).isEqualTo(Yaml.tree(opaque));
    }

    @Test
    void bundlesOfAuthoritiesDoNotCountWhereverTheyStand() {
        assertThat(GeneratedFields.without(Yaml.tree("""
                kind: ValidatingWebhookConfiguration
                webhooks:
                - {name: a, clientConfig: {caBundle: eA==, service: {name: s}}}
                """))).isEqualTo(Yaml.tree("""
                kind: ValidatingWebhookConfiguration
                webhooks:
                - {name: a, clientConfig: {service: {name: s}}}
                """));
        assertThat(GeneratedFields.without(Yaml.tree("{kind: APIService, spec: {caBundle: eA==, group: g}}")))
                .isEqualTo(Yaml.tree("{kind: APIService, spec: {group: g}}"));
    }
}
