package dev.plumbline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TokenKeysTest {
    private static final Tokens CLUSTER = Tokens.signer("one");

    private final TokenKeys keys = new TokenKeys(CLUSTER.published());

    @Test
    void knowsWhatTheClusterSigned() {
        assertThat(keys.signed(CLUSTER.token(Map.of("sub", "a")))).isTrue();
    }

    @Test
    void refusesWhatAnotherKeyOfThatNameSigned() {
        assertThat(keys.signed(Tokens.signer("one").token(Map.of("sub", "a")))).isFalse();
    }

    @Test
    void refusesAKeyThatTheClusterDoesNotPublish() {
        assertThat(keys.signed(new Tokens("two", CLUSTER.pair()).token(Map.of("sub", "a"))))
                .isFalse();
    }

    @Test
    void refusesWhatWasAlteredAfterItWasSigned() {
        String token = CLUSTER.token(Map.of("sub", "a"));

        assertThat(keys.signed(Tokens.altered(token, Map.of("sub", "b")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES256"})
    void refusesAnotherAlgorithmThanTheOneThatAwsIsToldOf(String algorithm) {
        assertThat(keys.signed(CLUSTER.token(algorithm, Map.of("sub", "a")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "one.two", "e30.e30.", "e30.e30.e30", "e30.e30.!"})
    void refusesWhatIsNoToken(String text) {
        assertThat(keys.signed(text)).isFalse();
    }

    @Test
    void knowsNothingWithoutKeys() {
        TokenKeys none = new TokenKeys(JsonMapper.shared().readTree("{}"));

        assertThat(none.signed(CLUSTER.token(Map.of("sub", "a")))).isFalse();
    }
}
