package dev.granary.cli.settings;

import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.session.SessionLimit;
import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import dev.granary.http.document.DocumentPolicy;
import dev.granary.http.exchange.RequestLimits;
import dev.granary.http.registration.RegistrationPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * What grants go by.
 *
 * @param lifetimes how long things last
 * @param delegated how long a token lasts at most that was got for another
 * @param policy the grants' policy
 * @param clients how many clients may register themselves, and how long one lives
 * @param logins how many logins may be on their way, and how long one may take
 * @param registrations who may register which clients
 * @param requests how large a request may be
 * @param sessions how many sessions a user may have at once, 0 for no limit
 * @param documents how clients are known by their documents; unset means that none is
 */
public record Terms(
        Lifetimes lifetimes,
        Duration delegated,
        GrantPolicy policy,
        ClientLimits clients,
        LoginLimits logins,
        RegistrationPolicy registrations,
        RequestLimits requests,
        int sessions,
        Optional<DocumentPolicy> documents) {

    /** The defaults of each. */
    public static final Terms DEFAULT = new Terms(
            Lifetimes.DEFAULT,
            Duration.ofMinutes(15),
            GrantPolicy.DEFAULT,
            ClientLimits.DEFAULT,
            LoginLimits.DEFAULT,
            RegistrationPolicy.DEFAULT,
            RequestLimits.DEFAULT,
            SessionLimit.NONE,
            Optional.empty());
}
