package dev.granary.domain.token;

import dev.granary.domain.realm.Realm;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Presented;
import dev.granary.record.RecordStore;
import dev.granary.token.AccessToken;
import dev.granary.token.TokenFormat;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Finds live tokens, for whoever may know of them (RFC 7662). */
final class Introspection {

    private final Realm realm;
    private final RecordStore<GrantId, Grant> grants;
    private final TokenFormat format;
    private final AccessTokens accessTokens;

    Introspection(Realm realm, TokenFormat format, AccessTokens accessTokens) {
        this.realm = realm;
        this.grants = realm.records().grants();
        this.format = format;
        this.accessTokens = accessTokens;
    }

    /** See {@link Tokens#find}. */
    Optional<LiveToken> find(String accessToken) {
        Instant now = realm.now();
        return liveAccess(accessToken, now).filter(live -> isUpheld(live.grant(), now));
    }

    /** See {@link Tokens#introspect}. */
    Optional<LiveToken> introspect(String token, Caller caller) {
        Instant now = realm.now();
        return liveAccess(token, now)
                .or(() -> liveRefresh(token, now))
                .filter(live -> live.grant().granted().client().equals(caller.client())
                        || !Collections.disjoint(live.grant().granted().resources(), caller.resources()))
                .filter(live -> isUpheld(live.grant(), now));
    }

    private Optional<LiveToken> liveAccess(String token, Instant now) {
        Optional<AccessToken> access = accessTokens.parse(token);
        return access.flatMap(parsed -> grants.find(parsed.grant())
                .filter(grant -> grant.admits(parsed.generation(), parsed.expiresAt(), now))
                .map(grant -> new LiveToken(grant, parsed.expiresAt(), false)));
    }

    private Optional<LiveToken> liveRefresh(String token, Instant now) {
        Optional<Presented> presented = format.parse(CredentialKind.REFRESH_TOKEN, token);
        return presented.flatMap(shown -> grants.find(shown.grant())
                .filter(grant -> !grant.isRevoked())
                .flatMap(grant -> grant.chain()
                        .current()
                        .filter(held -> held.hash().matches(shown.hash()) && now.isBefore(held.expiresAt()))
                        .map(held -> new LiveToken(grant, held.expiresAt(), true))));
    }

    private boolean isUpheld(Grant grant, Instant now) {
        return Lineage.of(grant, grants).isLive(now);
    }
}
