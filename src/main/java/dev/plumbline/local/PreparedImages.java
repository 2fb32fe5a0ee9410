package dev.plumbline.local;

import java.nio.file.Path;
import java.util.List;

/**
 * What a local cluster is started from; all of it is there.
 *
 * @param node what the node is
 * @param nodeImage Docker image of the node
 * @param motoImage Docker image of moto
 * @param archive all images that the node holds, in the format of {@code docker save}
 * @param auditPolicy the API server's audit policy
 * @param remarks what stands in for what, for every result
 */
public record PreparedImages(
        NodeKind node, String nodeImage, String motoImage, Path archive, Path auditPolicy, List<String> remarks) {
    public PreparedImages {
        remarks = List.copyOf(remarks);
    }

    /** Says in a few words which images these are: the keys of all that was built. */
    String digest() {
        return String.join(
                " ", nodeImage, motoImage, archive.getParent().getFileName().toString());
    }
}
