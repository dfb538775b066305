package dev.granary.domain.upstream;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.seal.Sealed;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.util.Comparator;
import java.util.Optional;

/**
 * Some upstreams give a refresh token with a user's first login only. A later session gets it from the one before: it is
 * taken there with a swap, and then put here. Of several who want it one gets it, and a crash in between loses it, so
 * that the user has to log in again; it is never in two places, where the first use would end the other's.
 */
final class Inheritance {

    private static final Comparator<UpstreamToken> NEWEST_FIRST =
            Comparator.comparing(UpstreamToken::begunAt).reversed();

    private final Realm realm;
    private final TokenSeal seal;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> store;

    Inheritance(Realm realm, TokenSeal seal) {
        this.realm = realm;
        this.seal = seal;
        this.store = realm.records().upstreamTokens();
    }

    /** Gives these tokens the refresh token of the session before, if they have none. */
    void claim(UpstreamToken heir) {
        if (heir.tokens().refreshToken().isEmpty()) {
            new Listing<>(store, Selection.by(UpstreamToken.BY_USER_AND_PROVIDER, owner(heir)))
                    .toList().stream()
                            .filter(donor -> mayGive(donor, heir))
                            .min(NEWEST_FIRST)
                            .flatMap(donor -> take(donor, heir))
                            .ifPresent(token -> give(heir, token));
        }
    }

    private static IndexValue owner(UpstreamToken token) {
        return IndexValue.of(
                token.binding().user().value(), token.key().provider().value());
    }

    /** One that is about to be refreshed is in use; another account's, or another client's, is of no use. */
    private static boolean mayGive(UpstreamToken donor, UpstreamToken heir) {
        return !donor.key().equals(heir.key())
                && donor.provisionalUntil().isEmpty()
                && donor.refresh().isEmpty()
                && donor.tokens().refreshToken().isPresent()
                && donor.begunAt().isBefore(heir.begunAt())
                && isOfSameAccount(donor, heir);
    }

    /** Whether both are one account's at the upstream, got by one client of ours. */
    static boolean isOfSameAccount(UpstreamToken one, UpstreamToken other) {
        return one.binding().subject().equals(other.binding().subject())
                && one.binding().upstreamClientId().equals(other.binding().upstreamClientId());
    }

    /** The refresh token, if this call is the one that took it. */
    private Optional<String> take(UpstreamToken donor, UpstreamToken heir) {
        return new Writes()
                .change(store, donor, stored -> mayGive(stored, heir) ? with(stored, Optional.empty()) : stored)
                .filter(Writes.Changed::written)
                .flatMap(taken -> seal.open(taken.before()).tokens().refreshToken());
    }

    private void give(UpstreamToken heir, String token) {
        Sealed sealed = seal.sealRefreshToken(heir.key(), token);
        boolean given = new Writes()
                .change(
                        store,
                        heir,
                        stored ->
                                stored.tokens().refreshToken().isPresent() ? stored : with(stored, Optional.of(sealed)))
                .isPresent();
        realm.tell(
                AuditType.UPSTREAM_READ,
                Optional.of(heir.binding().client()),
                given ? 1 : 0,
                "refresh token of user " + heir.binding().user().value() + " at "
                        + heir.key().provider().value() + " moved to a newer session");
    }

    private UpstreamToken with(UpstreamToken stored, Optional<Sealed> refreshToken) {
        return new UpstreamToken(
                stored.key(),
                stored.tokens().withRefreshToken(refreshToken),
                stored.binding(),
                stored.refresh(),
                stored.begunAt(),
                stored.stamp().next(realm.attempt()));
    }
}
