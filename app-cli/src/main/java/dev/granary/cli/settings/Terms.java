package dev.granary.cli.settings;

import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import java.time.Duration;

/**
 * What grants go by.
 *
 * @param lifetimes how long things last
 * @param policy the grants' policy
 * @param login how long a login may be on its way
 */
public record Terms(Lifetimes lifetimes, GrantPolicy policy, Duration login) {

    /** The defaults of each, and 10 min for a login. */
    public static final Terms DEFAULT = new Terms(Lifetimes.DEFAULT, GrantPolicy.DEFAULT, Duration.ofMinutes(10));
}
