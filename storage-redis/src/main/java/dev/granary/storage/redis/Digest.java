package dev.granary.storage.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What stands for a list of texts in the name of a key: 144 bits of its SHA-256. Each text goes in with its length, so
 * no two lists meet, and a namespace or key can hold any text.
 *
 * @param text 24 characters of base64url
 */
record Digest(String text) {

    private static final int BYTES = 18;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** The digest of {@code first} and the texts that follow it. */
    static Digest of(List<String> first, List<String> rest) {
        MessageDigest hash = sha256();
        first.forEach(text -> feed(hash, text));
        rest.forEach(text -> feed(hash, text));
        byte[] bits = Arrays.copyOf(hash.digest(), BYTES);
        return new Digest(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The bucket that this belongs to, from 0: the first ten bits. */
    int bucket() {
        return (ALPHABET.indexOf(text.charAt(0)) << 4) | (ALPHABET.indexOf(text.charAt(1)) >> 2);
    }

    private static void feed(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        hash.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
