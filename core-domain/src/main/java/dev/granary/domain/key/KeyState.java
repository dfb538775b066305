package dev.granary.domain.key;

import dev.granary.key.KeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a key stands in its rotation.
 *
 * @param id the key's id
 * @param standing its part now
 * @param createdAt when it was made
 * @param endsAt when it is forgotten; unset as long as that is not decided
 */
public record KeyState(KeyId id, Standing standing, Instant createdAt, Optional<Instant> endsAt) {

    /** The part that a key plays. */
    public enum Standing {
        /** Published, and waits for its turn. */
        NEXT,
        /** In use. */
        CURRENT,
        /** Was in use; what was made with it is still recognised. */
        FORMER,
        /** Somebody else may know it. */
        COMPROMISED
    }
}
