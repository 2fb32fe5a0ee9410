package dev.plumbline.helm.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What became of a {@link Request}.
 *
 * @param succeeded whether Helm said so
 * @param text Helm's output, or its error
 */
public record Answer(boolean succeeded, String text) {

    public void writeTo(DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBoolean(succeeded);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    public static Answer readFrom(DataInputStream in) throws IOException {
        boolean succeeded = in.readBoolean();
        return new Answer(succeeded, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
}
