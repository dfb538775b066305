package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.UpstreamLeg;
import dev.granary.http.outcome.RefusedException;
import dev.granary.upstream.ProviderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The upstreams of one login, in order: the first that is configured, and some of the others. Each is asked once; a
 * login only ever goes forward, so that no upstream can keep one going in circles.
 *
 * @param members their names
 */
record Chain(List<ProviderName> members) {

    Chain {
        members = List.copyOf(members);
    }

    /**
     * The chain that a login was begun with.
     *
     * @throws RefusedException if it does not fit what is configured by now
     */
    static Chain of(UpstreamLeg leg, List<ProviderName> configured) {
        boolean fits = leg.chain().contains(leg.provider())
                && leg.chain().get(0).equals(configured.get(0))
                && leg.chain()
                        .equals(configured.stream()
                                .filter(leg.chain()::contains)
                                .toList());
        if (!fits) {
            throw RefusedException.of(
                    OAuth2Error.SERVER_ERROR, "the identity providers changed while the login was on its way");
        }
        return new Chain(leg.chain());
    }

    /** The same without the later ones that are not wanted. */
    Chain keeping(Predicate<ProviderName> wanted) {
        ProviderName leader = members.get(0);
        return new Chain(members.stream()
                .filter(member -> member.equals(leader) || wanted.test(member))
                .toList());
    }

    /** The one after this. */
    Optional<ProviderName> after(ProviderName member) {
        int next = members.indexOf(member) + 1;
        return next == members.size() ? Optional.empty() : Optional.of(members.get(next));
    }
}
