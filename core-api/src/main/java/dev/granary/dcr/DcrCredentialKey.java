package dev.granary.dcr;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import dev.granary.upstream.ProviderName;
import java.util.List;

/**
 * One client of ours at one upstream.
 *
 * @param upstream the upstream
 * @param clientId the client id that it gave us, up to 2,048 characters
 */
public record DcrCredentialKey(ProviderName upstream, String clientId) implements RecordKey {

    /** @throws IllegalArgumentException if the client id is empty, too long or not storable */
    public DcrCredentialKey {
        Text.require("upstream client id", clientId, 2048);
    }

    @Override
    public List<String> parts() {
        return List.of(upstream.value(), clientId);
    }
}
