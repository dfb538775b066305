package dev.granary.record;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The attempt id of the write that made a record: 128 random bits. It is never a number, which a fail-over or a restore
 * could hand out twice. The same write sent again carries the same revision, another write another.
 *
 * @param value 22 characters of base64url
 */
public record Revision(String value) {

    /** @throws IllegalArgumentException if the text is not 22 characters of base64url */
    public Revision {
        Text.requireBase64Url("revision", value, 22);
    }

    /** Makes a new one. {@code random} should be a {@link java.security.SecureRandom}. */
    public static Revision random(RandomGenerator random) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return new Revision(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }
}
