package dev.granary.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over UTF-8: what is kept of a secret that is only ever compared. */
public final class Sha256 {

    /** Copied by whoever needs one and never fed: looking the algorithm up takes longer than hashing a short text. */
    private static final MessageDigest BLANK = lookedUp();

    private Sha256() {}

    /** The 32 bytes of the hash. */
    public static byte[] of(String text) {
        return blank().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The 32 bytes of the hash of two lists of texts, one after the other. Each text goes in with its length before it,
     * four bytes, big end first, so that no two lists meet.
     */
    public static byte[] ofTexts(List<String> first, List<String> rest) {
        MessageDigest digest = blank();
        byte[] length = new byte[Integer.BYTES];
        first.forEach(text -> add(digest, length, text));
        rest.forEach(text -> add(digest, length, text));
        return digest.digest();
    }

    /** The hash as 43 characters of base64url (RFC 4648 section 5). */
    public static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(text));
    }

    /** The hash as 64 lower-case hex digits. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /** Whether two spellings of a hash are the same; takes the same time either way. */
    public static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static void add(MessageDigest digest, byte[] length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < length.length; i++) {
            length[i] = (byte) (bytes.length >>> (Byte.SIZE * (length.length - 1 - i)));
        }
        digest.update(length);
        digest.update(bytes);
    }

    private static MessageDigest blank() {
        try {
            return (MessageDigest) BLANK.clone();
        } catch (CloneNotSupportedException e) {
            // Not every provider's can be copied.
            return lookedUp();
        }
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
