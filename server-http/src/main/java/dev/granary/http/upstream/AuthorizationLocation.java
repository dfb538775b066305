package dev.granary.http.upstream;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.granary.domain.authorization.BegunLeg;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a browser is sent at an upstream (RFC 6749 section 4.1.1, RFC 7636 section 4.3). */
record AuthorizationLocation(URI endpoint, String clientId, URI redirectUri, UpstreamRequest request) {

    /** The address for this leg, with what is particular to the protocol. */
    URI with(Map<String, String> more, BegunLeg leg) {
        Map<String, String> query = new LinkedHashMap<>(request.parameters());
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", redirectUri.toString());
        if (!request.scopes().isEmpty()) {
            query.put("scope", String.join(" ", request.scopes()));
        }
        query.put("state", leg.state());
        query.put("code_challenge", leg.challenge().value());
        query.put("code_challenge_method", "S256");
        query.putAll(more);
        Map<String, List<String>> listed = new LinkedHashMap<>();
        query.forEach((name, value) -> listed.put(name, List.of(value)));
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + URLUtils.serializeParameters(listed));
    }
}
