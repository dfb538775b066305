package dev.granary.cli.settings;

import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.List;

/**
 * What clients may ask for.
 *
 * @param audiences the resources that tokens may be for
 * @param scopes the scopes
 */
public record Offer(List<Resource> audiences, Scopes scopes) {

    /** No resource but the server itself, and the scopes of OpenID Connect. */
    public static final Offer DEFAULT = new Offer(List.of(), Scopes.of("openid", "profile", "email", "offline_access"));

    /** Copies the list. */
    public Offer {
        audiences = List.copyOf(audiences);
    }
}
