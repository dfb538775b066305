package dev.granary.cli.settings;

import dev.granary.http.consent.ConsentPolicy;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.List;

/**
 * What clients may ask for, and how.
 *
 * @param audiences the resources that tokens may be for
 * @param scopes the scopes
 * @param consent for which clients users are asked
 * @param origins the origins whose scripts may call the endpoints that clients call
 */
public record Offer(List<Resource> audiences, Scopes scopes, ConsentPolicy consent, List<String> origins) {

    /** No resource but the server itself, and the scopes of OpenID Connect. */
    public static final Offer DEFAULT = new Offer(
            List.of(),
            Scopes.of("openid", "profile", "email", "offline_access"),
            ConsentPolicy.UNCONFIGURED,
            List.of());

    /** Copies the lists. */
    public Offer {
        audiences = List.copyOf(audiences);
        origins = List.copyOf(origins);
    }
}
