package dev.granary.upstream;

import dev.granary.record.RecordKey;
import dev.granary.session.SessionId;
import java.util.List;

/**
 * One upstream in one session.
 *
 * @param session the session
 * @param provider the upstream
 */
public record UpstreamTokenKey(SessionId session, ProviderName provider) implements RecordKey {

    @Override
    public List<String> parts() {
        return List.of(session.value(), provider.value());
    }
}
