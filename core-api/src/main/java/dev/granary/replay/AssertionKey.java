package dev.granary.replay;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * Names one assertion (RFC 7523 section 3).
 *
 * @param purpose what it was presented for, up to 255 characters
 * @param issuer its {@code iss}, up to 2,048 characters
 * @param jti its {@code jti}, up to 2,048 characters
 */
public record AssertionKey(String purpose, String issuer, String jti) implements RecordKey {

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public AssertionKey {
        Text.require("purpose", purpose, 255);
        Text.require("issuer", issuer, 2048);
        Text.require("jti", jti, 2048);
    }

    @Override
    public List<String> parts() {
        return List.of(purpose, issuer, jti);
    }
}
