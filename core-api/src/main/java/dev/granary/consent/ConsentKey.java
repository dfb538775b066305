package dev.granary.consent;

import dev.granary.client.ClientId;
import dev.granary.record.RecordKey;
import dev.granary.user.Subject;
import java.util.List;

/**
 * Who allowed whom.
 *
 * @param client the client that was allowed
 * @param subject the user who allowed it
 */
public record ConsentKey(ClientId client, Subject subject) implements RecordKey {

    @Override
    public List<String> parts() {
        return List.of(client.value(), subject.value());
    }
}
