package dev.plumbline.observe;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signer of tokens, as an API server is one.
 *
 * @param keyId how its tokens name its key
 */
record Tokens(String keyId, KeyPair pair) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Tokens signer(String keyId) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            // short, since it keeps nobody out: a longer one takes seconds to make
            generator.initialize(1024);
            return new Tokens(keyId, generator.generateKeyPair());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The keys as the cluster publishes them. */
    JsonNode published() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return JsonMapper.shared()
                .valueToTree(Map.of(
                        "keys",
                        List.of(Map.of(
                                "kty",
                                "RSA",
                                "use",
                                "sig",
                                "alg",
                                "RS256",
                                "kid",
                                keyId,
                                "n",
                                number(key.getModulus()),
                                "e",
                                number(key.getPublicExponent())))));
    }

    String token(Map<String, ?> claims) {
        return token("RS256", claims);
    }

    String token(String algorithm, Map<String, ?> claims) {
        String signed = part(Map.of("alg", algorithm, "kid", keyId)) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** What the token says, altered after it was signed. */
    static String altered(String token, Map<String, ?> claims) {
        String[] parts = token.split("\\.");
        return parts[0] + "." + part(claims) + "." + parts[2];
    }

    private static String part(Map<String, ?> content) {
        return BASE64.encodeToString(JsonMapper.shared().writeValueAsBytes(content));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        // without the sign's byte
        return BASE64.encodeToString(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
