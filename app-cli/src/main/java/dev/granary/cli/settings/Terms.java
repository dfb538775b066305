package dev.granary.cli.settings;

import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;

/**
 * What grants go by.
 *
 * @param lifetimes how long things last
 * @param policy the grants' policy
 * @param clients how many clients may register themselves, and how long one lives
 * @param logins how many logins may be on their way, and how long one may take
 */
public record Terms(Lifetimes lifetimes, GrantPolicy policy, ClientLimits clients, LoginLimits logins) {

    /** The defaults of each. */
    public static final Terms DEFAULT =
            new Terms(Lifetimes.DEFAULT, GrantPolicy.DEFAULT, ClientLimits.DEFAULT, LoginLimits.DEFAULT);
}
