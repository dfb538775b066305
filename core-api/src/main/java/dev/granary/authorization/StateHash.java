package dev.granary.authorization;

import dev.granary.record.RecordKey;
import dev.granary.record.Sha256;
import dev.granary.record.Text;
import java.util.List;

/**
 * The SHA-256 hash of the {@code state} that we sent upstream (RFC 6749 section 4.1.1). The state itself is not kept.
 *
 * @param value 43 characters of base64url
 */
public record StateHash(String value) implements RecordKey {

    /** @throws IllegalArgumentException if it is not 43 characters of base64url */
    public StateHash {
        Text.requireBase64Url("state hash", value, 43);
    }

    /** The hash of this state. */
    public static StateHash of(String state) {
        return new StateHash(Sha256.base64Url(state));
    }

    @Override
    public List<String> parts() {
        return List.of(value);
    }
}
