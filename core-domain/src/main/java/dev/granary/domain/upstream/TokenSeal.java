package dev.granary.domain.upstream;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Position;
import dev.granary.domain.seal.Seal;
import dev.granary.seal.Sealed;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.util.Optional;

/** Seals each token of a set at its own place: session, upstream and field. */
final class TokenSeal {

    private final Realm realm;
    private final Seal seal;

    TokenSeal(Realm realm, Seal seal) {
        this.realm = realm;
        this.seal = seal;
    }

    TokenSet seal(UpstreamTokenKey key, UpstreamTokenSet tokens) {
        return new TokenSet(
                tokens.accessToken().map(text -> seal.seal(text, position(key, "access_token"))),
                tokens.refreshToken().map(text -> seal.seal(text, position(key, "refresh_token"))),
                tokens.idToken().map(text -> seal.seal(text, position(key, "id_token"))),
                tokens.expiresAt(),
                tokens.sessionExpiresAt(),
                tokens.scopes());
    }

    /** The same tokens, all sealed with the ring's current key. */
    TokenSet renewed(UpstreamToken stored) {
        TokenSet sealed = stored.tokens();
        return new TokenSet(
                renewed(sealed.accessToken(), stored.key(), "access_token"),
                renewed(sealed.refreshToken(), stored.key(), "refresh_token"),
                renewed(sealed.idToken(), stored.key(), "id_token"),
                sealed.expiresAt(),
                sealed.sessionExpiresAt(),
                sealed.scopes());
    }

    Sealed sealRefreshToken(UpstreamTokenKey key, String refreshToken) {
        return seal.seal(refreshToken, position(key, "refresh_token"));
    }

    KeptUpstreamTokens open(UpstreamToken stored) {
        UpstreamTokenKey key = stored.key();
        TokenSet sealed = stored.tokens();
        UpstreamTokenSet tokens = new UpstreamTokenSet(
                sealed.accessToken().map(token -> open(token, key, "access_token")),
                sealed.refreshToken().map(token -> open(token, key, "refresh_token")),
                sealed.idToken().map(token -> open(token, key, "id_token")),
                sealed.expiresAt(),
                sealed.sessionExpiresAt(),
                sealed.scopes());
        return new KeptUpstreamTokens(key, tokens, stored.binding());
    }

    private Optional<Sealed> renewed(Optional<Sealed> token, UpstreamTokenKey key, String field) {
        return token.map(envelope -> seal.renewed(envelope, position(key, field)));
    }

    private String open(Sealed token, UpstreamTokenKey key, String field) {
        return seal.open(token, position(key, field));
    }

    private Position position(UpstreamTokenKey key, String field) {
        return new Position(realm.records().namespace(), UpstreamToken.KIND.name(), key, field);
    }
}
