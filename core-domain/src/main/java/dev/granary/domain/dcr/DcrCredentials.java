package dev.granary.domain.dcr;

import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.upstream.ProviderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
     * Returns all registrations in use, also those of other issuers of ours and at upstreams that are not configured any
     * more, as they are stored: their secrets sealed.
     */
    List<DcrCredential> list();

    /**
     * Returns all registrations in use at an upstream, whatever they are for.
     *
     * @param issuer our issuer
     */
    List<UpstreamRegistration> inUse(String issuer, ProviderName upstream);

    /**
     * Gives up all registrations in use at an upstream, whatever they are for; housekeeping deletes them there, and then
     * here. Logins on their way there and tokens that were got with them come to nothing. Meant for an upstream that is
     * not configured any more: at one that is, the next login registers anew.
     *
     * @return how many there were
     */
    int retire(ProviderName upstream);

    /**
     * Puts a new registration in use. Of several who registered at once one decides; all get the one that is in use.
     */
    UpstreamRegistration keep(RegistrationKey key, UpstreamRegistration fresh);

    /**
     * Returns the registration in use. If there is none, the upstream is asked for one, by one caller of one node as long
     * as that goes well: who comes meanwhile waits for it, up to 20 s.
     *
     * @param registering asks the upstream; its failure is the caller's, and no other's
     */
    UpstreamRegistration enrol(RegistrationKey key, Supplier<UpstreamRegistration> registering);

    /**
     * Puts a registration in the stead of the one in use before that expires; it may have the same client id. If another
     * one is in use by now that one is returned and nothing is asked. One caller of one node at a time asks.
     *
     * @param old the registration in use, as far as the caller knows
     * @param renewing asks the upstream
     */
    UpstreamRegistration renew(RegistrationKey key, UpstreamRegistration old, Supplier<UpstreamRegistration> renewing);
}
