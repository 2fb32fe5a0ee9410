package dev.plumbline.observe;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What may be known of a secret value.
 *
 * @param size in bytes
 * @param sha256 in hex, to tell whether two values are equal
 */
public record Fingerprint(int size, String sha256) {
    static Fingerprint ofBase64(String base64) {
        return of(Base64.getMimeDecoder().decode(base64));
    }

    public static Fingerprint of(byte[] value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value);
            return new Fingerprint(value.length, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static Fingerprint parse(String text) {
        int colon = text.indexOf(':');
        return new Fingerprint(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** The form in which it stands in the place of the value. */
    @Override
    public String toString() {
        return size + ":" + sha256;
    }
}
