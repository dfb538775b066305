package dev.granary.http.trust;

import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.outbound.Outbound;
import dev.granary.http.outbound.OutboundAnswer;
import dev.granary.http.outbound.OutboundException;
import dev.granary.http.outbound.OutboundLimits;
import dev.granary.http.outbound.OutboundRequest;
import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.util.Map;

/** Gets an issuer's documents, from no address but those that its configuration allows. */
final class IssuerDocuments {

    private final TrustedIssuer issuer;
    private final Outbound http;

    IssuerDocuments(TrustedIssuer issuer) {
        this.issuer = issuer;
        this.http = new Outbound(
                AddressPolicy.towards(issuer.jwksUri().orElse(issuer.issuer()), issuer.privateNetworks()),
                OutboundLimits.DEFAULT);
    }

    /** Its keys (RFC 7517). @throws IssuerUnavailableException if they are not to be had */
    Map<String, Object> keys() {
        return get(issuer.jwksUri().orElseGet(this::discovered));
    }

    /** Where its metadata says that its keys are (OpenID Connect Discovery section 4). */
    private URI discovered() {
        String base = issuer.issuer().toString().replaceAll("/$", "");
        Map<String, Object> metadata = get(URI.create(base + "/.well-known/openid-configuration"));
        if (!issuer.issuer().toString().equals(metadata.get("issuer"))) {
            throw new IssuerUnavailableException(issuer, "its metadata names another issuer");
        }
        return SecureUris.parse(String.valueOf(metadata.get("jwks_uri")))
                .filter(SecureUris::isSecure)
                .orElseThrow(() -> new IssuerUnavailableException(issuer, "its metadata has no jwks_uri of https"));
    }

    private Map<String, Object> get(URI uri) {
        try {
            OutboundAnswer answer = http.send(OutboundRequest.get(uri));
            return answer.object()
                    .filter(object -> answer.isSuccess())
                    .orElseThrow(() -> new IssuerUnavailableException(
                            issuer, "answered " + answer.status() + ", expected a JSON object"));
        } catch (OutboundException e) {
            throw new IssuerUnavailableException(issuer, e.getMessage());
        }
    }
}
