package dev.plumbline.helm.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The child JVM: reads requests from standard input, answers on what was standard output, ends when its parent does. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] arguments) throws Exception {
        PrivateOutput.leaveTerminal();
        DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(PrivateOutput.take()));
        BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(requests), "requests");
        reader.setDaemon(true);
        reader.start();
        HelmCalls calls = new HelmCalls();
        while (true) {
            answer(calls, requests.take()).writeTo(answers);
        }
    }

    private static Answer answer(HelmCalls calls, Request request) {
        try {
            return new Answer(true, calls.call(request));
        } catch (RuntimeException | LinkageError e) {
            return new Answer(false, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** End of input means that the parent is gone, however it went: halt, even in the middle of a call nobody waits for. */
    private static void read(BlockingQueue<Request> requests) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in))) {
            while (true) {
                requests.add(Request.readFrom(in));
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }
}
