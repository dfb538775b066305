package dev.granary.user;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import java.util.List;

/**
 * A user as an upstream knows them.
 *
 * @param provider the upstream's configured name: 1 to 64 of a-z, 0-9 and '-', not beginning or ending with '-'
 * @param subject the upstream's {@code sub}, 1 to 2,048 characters
 */
public record IdentityKey(String provider, String subject) implements RecordKey {

    /** @throws IllegalArgumentException if the name has another form or the subject is not storable */
    public IdentityKey {
        Text.requireName("provider name", provider);
        Text.require("upstream subject", subject, 2048);
    }

    @Override
    public List<String> parts() {
        return List.of(provider, subject);
    }
}
