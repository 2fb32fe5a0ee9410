package dev.plumbline.observe;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys that a cluster publishes, by which anybody can tell whether a token is one of its own (RFC 7515, RFC 7517). */
final class TokenKeys {
    private final JsonNode jwks;

    TokenKeys(JsonNode jwks) {
        this.jwks = jwks;
    }

    /** Whether the key that the token names is among them, and signed it. */
    boolean signed(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return false;
        }
        JsonNode header = json(parts[0]);
        for (JsonNode key : jwks.path("keys")) {
            if (key.path("kid").asString("").equals(header.path("kid").asString("-"))
                    && "RS256".equals(header.path("alg").asString(""))) {
                return verifies(key, parts);
            }
        }
        return false;
    }

    /** What a token says, whoever signed it. */
    static JsonNode claims(String token) {
        String[] parts = token.split("\\.");
        return parts.length == 3 ? json(parts[1]) : JsonMapper.shared().createObjectNode();
    }

    private static boolean verifies(JsonNode key, String[] parts) {
        try {
            PublicKey published = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(published);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return false;
        }
    }

    private static BigInteger number(JsonNode key, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(field).asString("")));
    }

    private static JsonNode json(String part) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
    }
}
