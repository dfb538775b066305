package dev.granary.storage.redis;

import dev.granary.record.Sha256;
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
        byte[] bits = Arrays.copyOf(Sha256.ofTexts(first, rest), BYTES);
        return new Digest(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The further part of a bucket's list that this belongs to, from 1: the next four bits. */
    int part() {
        return 1 + (((ALPHABET.indexOf(text.charAt(1)) & 3) << 2) | (ALPHABET.indexOf(text.charAt(2)) >> 4));
    }

    /** The bucket that this belongs to, from 0: the first ten bits. */
    int bucket() {
        return (ALPHABET.indexOf(text.charAt(0)) << 4) | (ALPHABET.indexOf(text.charAt(1)) >> 2);
    }
}
