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
    private static final double BITS_OF_DIGIT = Math.log(10) / Math.log(2);
    private static final int LEAST_DIFFERENT = 8;

    /** @throws IllegalArgumentException if the text could not hold 128 random bits, is too long or not storable */
    public SessionId {
        Text.require("session id", value, 512);
        if (value.length() * bitsPerCharacter(value) < LEAST_BITS || !hasVariety(value)) {
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
        boolean decimal = true;
        boolean hex = true;
        boolean base32 = true;
        for (int i = 0; i < value.length() && base32; i++) {
            char c = value.charAt(i);
            decimal &= c >= '0' && c <= '9';
            hex &= c == '-' || Character.digit(c, 16) >= 0;
            base32 = c == '-' || Character.digit(c, 32) >= 0;
        }
        if (decimal && base32) {
            return BITS_OF_DIGIT;
        }
        return hex && base32 ? 4 : base32 ? 5 : 6;
    }

    /** Whether there are enough different characters. It is nearly always seen at the beginning. */
    private static boolean hasVariety(String value) {
        int different = 0;
        for (int i = 0; i < value.length() && different < LEAST_DIFFERENT; i++) {
            different += value.indexOf(value.charAt(i)) == i ? 1 : 0;
        }
        return different == LEAST_DIFFERENT;
    }

    @Override
    public String toString() {
        return "SessionId[…]";
    }
}
