package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnFieldsTest {

    @Test
    void onlyWhatTheManagerAppliedIsTakenBackAndNothingOfTheServers() {
        ConfigMap live = Serialization.unmarshal("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: infra-config
                  namespace: llm-judge
                  uid: "1"
                  resourceVersion: "7"
                  labels: {Owner: team, added-by: somebody}
                  managedFields:
                  - manager: plumbline
                    operation: Apply
                    fieldsType: FieldsV1
                    fieldsV1:
                      f:data: {f:RDS_HOST: {}}
                      f:metadata: {f:labels: {f:Owner: {}}}
                  - manager: kubectl-edit
                    operation: Update
                    fieldsType: FieldsV1
                    fieldsV1: {f:data: {f:EXTRA: {}}}
                data: {RDS_HOST: before, EXTRA: of-somebody}
                """, ConfigMap.class);

        ConfigMap own = (ConfigMap) OwnFields.of(live, "plumbline");

        assertThat(own.getData()).isEqualTo(Map.of("RDS_HOST", "before"));
        assertThat(own.getMetadata().getLabels()).isEqualTo(Map.of("Owner", "team"));
        assertThat(own.getMetadata().getName()).isEqualTo("infra-config");
        assertThat(own.getMetadata().getNamespace()).isEqualTo("llm-judge");
        assertThat(own.getMetadata().getUid()).isNull();
        assertThat(own.getMetadata().getResourceVersion()).isNull();
        assertThat(own.getMetadata().getManagedFields()).isNullOrEmpty();
    }

    @Test
    void listsComeWhole() {
        GenericKubernetesResource live = Serialization.unmarshal("""
                apiVersion: external-secrets.io/v1beta1
                kind: ClusterSecretStore
                metadata:
                  name: store
                  managedFields:
                  - manager: plumbline
                    operation: Apply
                    fieldsV1: {f:spec: {f:retry: {}, f:conditions: {"k:{\\"a\\":1}": {f:a: {}}}}}
                spec: {retry: {max: 3}, conditions: [{a: 1}], other: x}
                status: {ready: true}
                """, GenericKubernetesResource.class);

        GenericKubernetesResource own = (GenericKubernetesResource) OwnFields.of(live, "plumbline");

        assertThat(own.getAdditionalProperties().toString()).isEqualTo("{spec={retry={max=3}, conditions=[{a=1}]}}");
    }

    @Test
    void whatTheManagerNeverAppliedIsTakenWhole() {
        ConfigMap live = Serialization.unmarshal("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: infra-config, namespace: llm-judge, managedFields: [{manager: HashiCorp, operation: Update}]}
                data: {A: b}
                """, ConfigMap.class);

        assertThat(((ConfigMap) OwnFields.of(live, "plumbline")).getData()).isEqualTo(Map.of("A", "b"));
    }
}
