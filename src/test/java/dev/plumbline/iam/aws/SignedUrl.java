package dev.plumbline.iam.aws;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The presigned URL in an EKS token, judged as AWS documents Signature Version 4: written from the documentation, with nothing of the
 * SDK that made it.
 */
record SignedUrl(URI uri, Map<String, String> query) {
    private static final String PREFIX = "k8s-aws-v1.";

    static SignedUrl in(String token) {
        if (!token.startsWith(PREFIX) || token.contains("=")) {
            throw new IllegalArgumentException("no EKS token");
        }
        byte[] url = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        URI uri = URI.create(new String(url, StandardCharsets.UTF_8));
        Map<String, String> query = new TreeMap<>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return new SignedUrl(uri, query);
    }

    List<String> signedHeaders() {
        return List.of(query.get("X-Amz-SignedHeaders").split(";"));
    }

    /** Whether the signature is the one that this secret makes over this URL and a cluster header of this value. */
    boolean isSignedBy(String secret, String cluster) {
        List<String> scope = List.of(query.get("X-Amz-Credential").split("/"));
        String text = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                query.get("X-Amz-Date"),
                String.join("/", scope.subList(1, scope.size())),
                hex(sha256(canonical(cluster))));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.subList(1, scope.size())) {
            key = hmac(key, part);
        }
        return hex(hmac(key, text)).equals(query.get("X-Amz-Signature"));
    }

    private String canonical(String cluster) {
        List<String> pairs = new ArrayList<>();
        for (String pair : uri.getRawQuery().split("&")) {
            if (!pair.startsWith("X-Amz-Signature=")) {
                pairs.add(pair);
            }
        }
        pairs.sort(null);
        return String.join(
                "\n",
                "GET",
                "/",
                String.join("&", pairs),
                "host:" + uri.getHost(),
                "x-k8s-aws-id:" + cluster,
                "",
                query.get("X-Amz-SignedHeaders"),
                hex(sha256("")));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
