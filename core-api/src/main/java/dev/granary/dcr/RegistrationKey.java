package dev.granary.dcr;

import dev.granary.record.RecordKey;
import dev.granary.record.Text;
import dev.granary.upstream.ProviderName;
import java.util.List;

/**
 * What a registration of ours at an upstream is for. Two that differ in any part need two registrations.
 *
 * @param issuer our own issuer, up to 2,048 characters
 * @param upstream the upstream
 * @param redirectUri our redirect URI there, up to 2,048 characters
 * @param scopes the scopes we ask for there
 */
public record RegistrationKey(String issuer, ProviderName upstream, String redirectUri, ScopesHash scopes)
        implements RecordKey {

    /** @throws IllegalArgumentException if a text is empty, too long or not storable */
    public RegistrationKey {
        Text.require("issuer", issuer, 2048);
        Text.require("redirect uri", redirectUri, 2048);
    }

    @Override
    public List<String> parts() {
        return List.of(issuer, upstream.value(), redirectUri, scopes.value());
    }
}
