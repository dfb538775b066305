package dev.granary.http.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.granary.client.Client;
import dev.granary.domain.client.Clients;
import dev.granary.http.client.ClientIds;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where users go who logged out: to an address that their client registered, letter by letter, or nowhere. */
public final class Departures {

    private final Clients clients;

    /** Knows the addresses of these clients. */
    public Departures(Clients clients) {
        this.clients = clients;
    }

    /**
     * Where one goes.
     *
     * @param location the client's address with its state, if it named one
     */
    record Departure(Optional<URI> location) {}

    /**
     * Where this request leads to.
     *
     * @param hint the claims of an ID token of ours
     * @throws RefusedException if it names an address that is not the client's, or two clients
     */
    Departure of(Parameters parameters, Optional<JWTClaimsSet> hint) {
        Optional<String> named = parameters.first("client_id");
        Optional<String> hinted =
                hint.flatMap(claims -> claims.getAudience().stream().findFirst());
        if (named.isPresent() && hinted.isPresent() && !named.equals(hinted)) {
            throw refused("the client_id is not the one that the id_token_hint was issued to");
        }
        Optional<Client> client =
                hinted.or(() -> named).flatMap(ClientIds::parse).flatMap(clients::find);
        Optional<String> wanted = parameters.first("post_logout_redirect_uri");
        boolean registered = wanted.isEmpty()
                || client.filter(known ->
                                known.metadata().postLogoutRedirectUris().contains(wanted.get()))
                        .isPresent();
        if (!registered) {
            throw refused("the post_logout_redirect_uri is not one of the client's");
        }
        return new Departure(wanted.map(uri -> with(uri, parameters.first("state"))));
    }

    private static URI with(String uri, Optional<String> state) {
        String separator = uri.contains("?") ? "&" : "?";
        return URI.create(state.map(
                        value -> uri + separator + URLUtils.serializeParameters(Map.of("state", List.of(value))))
                .orElse(uri));
    }

    private static RefusedException refused(String why) {
        return RefusedException.of(OAuth2Error.INVALID_REQUEST, why);
    }
}
