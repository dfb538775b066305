package dev.granary.http.discovery;

import com.nimbusds.jose.jwk.JWKSet;
import dev.granary.domain.key.SigningKeys;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Request;

/** Answers what anybody may know and keep for an hour: metadata (RFC 8414) and keys (RFC 7517). */
public final class MetadataEndpoints {

    private static final int OK = 200;

    private final Metadata metadata;
    private final SigningKeys keys;

    /** Answers these. */
    public MetadataEndpoints(Metadata metadata, SigningKeys keys) {
        this.metadata = metadata;
        this.keys = keys;
    }

    /** {@code /.well-known/oauth-authorization-server} (RFC 8414 section 3). */
    public Answer authorizationServer(Request request) {
        return kept(metadata.authorizationServer());
    }

    /** {@code /.well-known/openid-configuration} (OpenID Connect Discovery section 4). */
    public Answer openIdProvider(Request request) {
        return kept(metadata.openIdProvider());
    }

    /** {@code /.well-known/jwks.json}: the public parts of all keys, the current one first. */
    public Answer jwks(Request request) {
        return kept(new JWKSet(keys.published()).toString(true));
    }

    private static Answer kept(String document) {
        return Answer.json(OK, document)
                .with("Cache-Control", "public, max-age=3600")
                .without("Pragma");
    }
}
