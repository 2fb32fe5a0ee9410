package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {
    @Test
    void documentsBecomeObjectsOfTheirTypes() {
        List<HasMetadata> objects = Manifest.objects("""
                ---
                # Source: chart/templates/service.yaml
                apiVersion: v1
                kind: Service
                metadata: {name: a}
                ---
                apiVersion: example.com/v1
                kind: Thing
                metadata: {name: b}
                spec: {size: 3}
                """, "apps");

        assertThat(objects.get(0)).isInstanceOf(Service.class);
        assertThat(objects.get(1)).isInstanceOf(GenericKubernetesResource.class);
        assertThat(((GenericKubernetesResource) objects.get(1)).<Integer>get("spec", "size"))
                .isEqualTo(3);
    }

    @Test
    void aListIsItsItems() {
        assertThat(names("""
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
                """)).containsExactly("a", "b");
    }

    @Test
    void anEmptyListIsNothing() {
        assertThat(names("{apiVersion: v1, kind: List, items: []}")).isEmpty();
    }

    @Test
    void emptyDocumentsAreNothing() {
        assertThat(
                        names(
                                "---\n---\n# only a comment\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n"))
                .containsExactly("a");
        assertThat(names("")).isEmpty();
    }

    @Test
    void hooksAreLeftOut() {
        assertThat(names("""
                {apiVersion: v1, kind: Pod, metadata: {name: test, annotations: {helm.sh/hook: test}}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {helm.sh/resource-policy: keep}}}
                """)).containsExactly("a");
    }

    @Test
    void namespacedObjectsGetTheReleasesNamespaceUnlessTheyNameOne() {
        List<HasMetadata> objects = Manifest.objects("""
                {apiVersion: v1, kind: Service, metadata: {name: a}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: b, namespace: elsewhere}}
                ---
                {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: c}}
                ---
                {apiVersion: example.com/v1, kind: Thing, metadata: {name: d}}
                ---
                {apiVersion: external-secrets.io/v1beta1, kind: ClusterSecretStore, metadata: {name: e}}
                """, "apps");

        assertThat(objects)
                .extracting(object -> object.getMetadata().getNamespace())
                .containsExactly("apps", "elsewhere", null, "apps", null);
    }

    @Test
    void textThatLooksLikeANumberStaysText() {
        GenericKubernetesResource thing = (GenericKubernetesResource) Manifest.objects(
                        "{apiVersion: example.com/v1, kind: Thing, metadata: {name: a}, spec: {v: \"0123\"}}", "n")
                .get(0);

        assertThat(thing.<String>get("spec", "v")).isEqualTo("0123");
    }

    private static List<String> names(String yaml) {
        return Manifest.objects(yaml, "apps").stream()
                .map(object -> object.getMetadata().getName())
                .toList();
    }
}
