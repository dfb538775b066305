package dev.granary.grant;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Names a grant: 128 random bits. Knowing one is worth nothing.
 *
 * @param value 22 characters of base64url
 */
public record GrantId(String value) implements RecordKey {

    /** @throws IllegalArgumentException if the text does not spell 128 bits, the unused ones zero */
    public GrantId {
        Text.requireBase64Url("grant id", value, 22);
        if ("AQgw".indexOf(value.charAt(21)) < 0) {
            throw new IllegalArgumentException("grant id: expected its last character to be one of A, Q, g and w");
        }
    }

    /** Makes a new one. {@code random} should be a {@link java.security.SecureRandom}. */
    public static GrantId random(RandomGenerator random) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return new GrantId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
