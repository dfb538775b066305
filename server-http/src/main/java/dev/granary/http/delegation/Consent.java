package dev.granary.http.delegation;

import dev.granary.client.ClientId;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.SubjectPolicy;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a delegate may act for a token's subject. The first that applies decides:
 *
 * <ol>
 *   <li>the token says who may act: only that one. Another issuer's must be trusted to say so, and must name us, so that
 *       it cannot mean one of its own clients;
 *   <li>another issuer's token: one of the issuer's actors must have it, and the delegate be one for that issuer;
 *   <li>our token: it was issued to the delegate, or to a client that the delegate acts for.
 * </ol>
 */
final class Consent {

    private final String issuer;

    Consent(String issuer) {
        this.issuer = issuer;
    }

    boolean isGiven(SubjectToken token, ClientId delegate, AllowList actsFor) {
        Optional<SubjectPolicy> policy = token.issuer().flatMap(foreign -> foreign.subjects());
        Optional<Map<?, ?>> mayAct = token.mayAct();
        if (mayAct.isPresent()) {
            return policy.map(SubjectPolicy::mayAct).orElse(true)
                    && isNamed(mayAct.get(), delegate, policy.isPresent());
        }
        return policy.map(foreign -> foreign.delegates().includes(delegate.value())
                        && foreign.actors().trust(token.claims().getClaims()))
                .orElseGet(() -> isHeldBy(token, delegate, actsFor));
    }

    private boolean isNamed(Map<?, ?> mayAct, ClientId delegate, boolean foreign) {
        boolean byUs = mayAct.containsKey("iss") ? issuer.equals(mayAct.get("iss")) : !foreign;
        return byUs && delegate.value().equals(mayAct.get("sub"));
    }

    private static boolean isHeldBy(SubjectToken token, ClientId delegate, AllowList actsFor) {
        try {
            return token.client()
                    .filter(client -> client.equals(delegate.value()) || actsFor.includes(client))
                    .isPresent();
        } catch (ParseException e) {
            return false;
        }
    }
}
