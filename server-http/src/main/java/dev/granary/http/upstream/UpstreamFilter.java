package dev.granary.http.upstream;

import dev.granary.upstream.ProviderName;
import java.util.function.Predicate;

/**
 * Decides which of the later upstreams a login goes through. It can leave some out, and neither add nor reorder any.
 * Called once for each login, on the thread of its request, after the first upstream said who it is. Whatever it throws
 * fails the login.
 */
@FunctionalInterface
public interface UpstreamFilter {

    /** Leaves none out. */
    UpstreamFilter NONE = first -> later -> true;

    /** Which of the later upstreams this login goes through. */
    Predicate<ProviderName> laterLegs(FirstLeg first);
}
