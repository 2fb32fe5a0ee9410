package dev.plumbline.helm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Helm writes its release Secrets as Kubernetes protobuf: the fields it uses, as JSON. */
final class ProtobufSecret {
    /** {@code k8s\0} starts every protobuf body. */
    private static final int ENVELOPE = 0x6b387300;

    private ProtobufSecret() {}

    static ObjectNode toJson(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        if (in.getInt() != ENVELOPE) {
            throw new IllegalArgumentException("neither JSON nor Kubernetes protobuf");
        }
        ObjectNode secret =
                new JsonMapper().createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        ObjectNode metadata = secret.putObject("metadata");
        ObjectNode labels = metadata.putObject("labels");
        ObjectNode data = secret.putObject("data");
        fields(in, (envelope, raw) -> {
            if (envelope == 2) {
                fields(raw, (field, value) -> {
                    switch (field) {
                        case 1 ->
                            fields(value, (number, text) -> {
                                switch (number) {
                                    case 1 -> metadata.put("name", string(text));
                                    case 11 -> entry(text, (key, label) -> labels.put(key, string(label)));
                                    default -> {}
                                }
                            });
                        case 2 -> entry(value, (key, bytes) -> data.put(key, base64(bytes)));
                        case 3 -> secret.put("type", string(value));
                        default -> {}
                    }
                });
            }
        });
        return secret;
    }

    private interface Field {
        void accept(int number, ByteBuffer value);
    }

    private interface Entry {
        void accept(String key, ByteBuffer value);
    }

    private static void fields(ByteBuffer message, Field field) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            if ((tag & 7) == 2) {
                int length = (int) varint(message);
                field.accept((int) (tag >> 3), message.slice(message.position(), length));
                message.position(message.position() + length);
            } else {
                varint(message);
            }
        }
    }

    private static void entry(ByteBuffer message, Entry entry) {
        String[] key = {""};
        fields(message, (number, value) -> {
            if (number == 1) {
                key[0] = string(value);
            } else {
                entry.accept(key[0], value);
            }
        });
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String string(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
