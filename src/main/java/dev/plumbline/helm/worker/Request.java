package dev.plumbline.helm.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * One Helm call as it travels to a worker. What an operation does not need is empty.
 *
 * @param operation what to do
 * @param name release name
 * @param namespace release namespace
 * @param chart absolute path of a chart folder or package
 * @param values absolute path of the one values file
 * @param kubeconfig absolute path of the kubeconfig file
 * @param kubernetesVersion {@code MAJOR.MINOR[.PATCH]}, for rendering
 */
public record Request(
        Operation operation,
        String name,
        String namespace,
        String chart,
        String values,
        String kubeconfig,
        String kubernetesVersion) {

    /** What a worker can do. */
    public enum Operation {
        /** Loads the native library, nothing else. */
        WARM_UP,
        TEMPLATE,
        INSTALL,
        UPGRADE,
        UNINSTALL
    }

    public static Request warmUp() {
        return new Request(Operation.WARM_UP, "", "", "", "", "", "");
    }

    public void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(operation.name());
        for (String text : new String[] {name, namespace, chart, values, kubeconfig, kubernetesVersion}) {
            out.writeUTF(text);
        }
        out.flush();
    }

    public static Request readFrom(DataInputStream in) throws IOException {
        return new Request(
                Operation.valueOf(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF());
    }
}
