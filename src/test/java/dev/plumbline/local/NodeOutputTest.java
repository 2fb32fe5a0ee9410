package dev.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.output.OutputFrame;

class NodeOutputTest {
    @Test
    void showsWhatTheBlamedPartSaidLast() {
        NodeOutput output = new NodeOutput();
        write(output, "etcd | all is well\n");
        write(
                output,
                "apiserver | Error: unknown flag: --nonsense\nnode | +1.2s kube-apiserver ended: see its lines above\n");
        assertThat(output.explanation())
                .contains("kube-apiserver ended")
                .contains("unknown flag: --nonsense")
                .doesNotContain("all is well");
    }

    @Test
    void knowsWhenTheNodeIsUp() {
        NodeOutput output = new NodeOutput();
        write(output, "node | +1.0s certificates ready\n");
        assertThat(output.saysThatItIsUp()).isFalse();
        write(output, "Node controller sync successful\n");
        assertThat(output.saysThatItIsUp()).isTrue();
    }

    @Test
    void saysWhereToLookWhenThereWasNothing() {
        assertThat(new NodeOutput().explanation()).contains("docker ps");
    }

    private static void write(NodeOutput output, String text) {
        output.accept(new OutputFrame(OutputFrame.OutputType.STDOUT, text.getBytes(StandardCharsets.UTF_8)));
    }
}
