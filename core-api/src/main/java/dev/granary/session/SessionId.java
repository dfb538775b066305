package dev.granary.session;

import dev.granary.record.Text;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Names an upstream login whose tokens a grant may use. Knowing one is worth something, so it never shows in a log.
 *
 * @param value 1 to 512 characters that can hold 128 bits or more
 */
public record SessionId(String value) {

    private static final double LEAST_BITS = 128;

    /** @throws IllegalArgumentException if the text could not hold 128 random bits, is too long or not storable */
    public SessionId {
        Text.require("session id", value, 512);
        if (value.length() * bitsPerCharacter(value) < LEAST_BITS
                || value.chars().distinct().count() < 8) {
            throw new IllegalArgumentException("session id: expected 128 random bits or more; use 22 characters of"
                    + " base64url or 32 of hex, made by a secure random generator");
        }
    }

    /** Makes one of 256 bits. {@code random} should be a {@link java.security.SecureRandom}. */
    public static SessionId random(RandomGenerator random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    private static double bitsPerCharacter(String value) {
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Math.log(10) / Math.log(2);
        }
        boolean hex = value.chars().allMatch(c -> c == '-' || Character.digit(c, 16) >= 0);
        return hex ? 4 : value.chars().allMatch(c -> c == '-' || Character.digit(c, 32) >= 0) ? 5 : 6;
    }

    @Override
    public String toString() {
        return "SessionId[…]";
    }
}
