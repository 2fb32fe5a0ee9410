package dev.plumbline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.observe.SmallPlatform;
import dev.plumbline.redact.Redactor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EmulatedAccountTest {

    @Test
    void anAnswerThatRepeatsThePasswordCanBeShown() throws Exception {
        AtomicReference<String> password = new AtomicReference<>();
        HttpServer aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", exchange -> {
            JsonMapper json = JsonMapper.shared();
            String sent = json.readTree(exchange.getRequestBody().readAllBytes())
                    .path("SecretString")
                    .asString();
            password.set(json.readTree(sent)
                    .path(SmallPlatform.environment().secrets().passwordProperty())
                    .asString());
            byte[] answer = json.writeValueAsBytes(
                    java.util.Map.of("__type", "InvalidRequestException", "message", "cannot keep " + password.get()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        aws.start();
        Redactor redactor = new Redactor();
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());

            Throwable refused = catchThrowable(
                    () -> new EmulatedAccount(endpoint, redactor).prepareFor(SmallPlatform.environment()));

            assertThat(refused).hasMessageContaining("cannot keep " + password.get());
            assertThat(redactor.redact(refused.getMessage())).contains("cannot keep [redacted]");
        } finally {
            aws.stop(0);
        }
    }
}
