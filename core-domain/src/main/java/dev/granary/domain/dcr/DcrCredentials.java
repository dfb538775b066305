package dev.granary.domain.dcr;

import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import java.util.Optional;

/**
 * Our own registrations at upstreams (RFC 7591), their secrets sealed. Safe for threads; throws as {@link
 * dev.granary.domain.token.Tokens} does.
 */
public interface DcrCredentials {

    /** Returns the registration in use, unless it has expired. */
    Optional<UpstreamRegistration> current(RegistrationKey key);

    /** Returns a registration, current or not, for the tokens that were got with it. */
    Optional<UpstreamRegistration> find(DcrCredentialKey key);

    /**
     * Puts a new registration in use. Of several who registered at once one decides; all get the one that is in use.
     */
    UpstreamRegistration keep(RegistrationKey key, UpstreamRegistration fresh);
}
