package dev.plumbline.helm;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rewrites the status of a stored revision, as a run that was killed at that point would have left it. */
public record RevisionStatus(KubernetesClient client, ReleaseId id) {
    private static final JsonMapper JSON = new JsonMapper();

    public void set(int revision, String status) {
        Secret secret = client.secrets()
                .inNamespace(id.namespace())
                .withName("sh.helm.release.v1." + id.name() + ".v" + revision)
                .get();
        ObjectNode release = unpacked(secret.getData().get("release"));
        ((ObjectNode) release.get("info")).put("status", status);
        secret.getData().put("release", packed(release));
        secret.getMetadata().getLabels().put("status", status);
        client.resource(secret).update();
    }

    private static ObjectNode unpacked(String data) {
        byte[] zipped = Base64.getDecoder().decode(Base64.getDecoder().decode(data));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packed(ObjectNode release) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(JSON.writeValueAsBytes(release));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(Base64.getEncoder().encode(bytes.toByteArray()));
    }
}
