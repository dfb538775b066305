package dev.granary.domain.upstream;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.Seal;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an upstream gave for a user's logins before, for a login that would have to ask there again. It is used for the
 * same user and client only, and only if the same client of ours obtained it there. Safe for threads; throws as {@link
 * UpstreamTokens} does.
 *
 * <ol>
 *   <li>The user's last tokens there are looked for, and refreshed where that is due, once in the whole cluster as for
 *       anybody who asks for them.
 *   <li>All but the refresh token is copied, to be kept for the login only, as {@link UpstreamTokens#keep} does.
 *   <li>When the login ends well, {@link UpstreamTokens#settle} moves the refresh token over. Until then, and if it never
 *       does, the session before keeps it: it is never in two places.
 * </ol>
 */
public final class EarlierTokens {

    /** Few upstreams say of it that they granted it. */
    private static final String OFFLINE_ACCESS = "offline_access";

    private static final Comparator<UpstreamToken> NEWEST_FIRST =
            Comparator.comparing(UpstreamToken::begunAt).reversed();

    private final Realm realm;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> store;
    private final Parts parts;
    private final TokenSeal seal;

    /**
     * What it works with.
     *
     * @param tokens keeps what is carried over
     * @param credentials refreshes it before
     * @param seal opens it
     * @param fences what bulk revocations left
     */
    public record Parts(UpstreamTokens tokens, UpstreamCredentials credentials, Seal seal, Fences fences) {}

    /**
     * What a login needs of an upstream.
     *
     * @param key the login's session, and the upstream
     * @param holder the user that the login led to, and its client
     * @param upstreamClientId who we are there
     * @param scopes what would be asked for; an upstream that said that it granted less is asked again
     */
    public record Wanted(UpstreamTokenKey key, Holder holder, String upstreamClientId, List<String> scopes) {

        /** Copies the list. */
        public Wanted {
            scopes = List.copyOf(scopes);
        }

        private boolean isGivenBy(UpstreamToken token) {
            List<String> granted = token.tokens().scopes();
            return !token.key().equals(key)
                    && holder.holds(token)
                    && token.binding().upstreamClientId().equals(upstreamClientId)
                    && (granted.isEmpty()
                            || scopes.stream()
                                    .allMatch(scope -> granted.contains(scope) || scope.equals(OFFLINE_ACCESS)));
        }
    }

    /** Works on the records of this realm. */
    public EarlierTokens(Realm realm, Parts parts) {
        this.realm = realm;
        this.store = realm.records().upstreamTokens();
        this.parts = parts;
        this.seal = new TokenSeal(realm, parts.seal());
    }

    /**
     * Keeps for a login what one before it got. Of several accounts there it is the last used.
     *
     * @param begunAt when the login began
     */
    public CarryOutcome carry(Wanted wanted, Instant begunAt) {
        List<UpstreamToken> before = before(wanted);
        return before.stream()
                .filter(donor -> Inheritance.isOfSameAccount(donor, before.get(0)))
                .filter(donor -> lasts(donor.tokens(), begunAt))
                .findFirst()
                .flatMap(donor -> refreshed(donor, wanted.holder()))
                .filter(donor -> lasts(donor.tokens(), begunAt))
                .map(donor -> keep(wanted.key(), donor, begunAt))
                .orElse(CarryOutcome.NOTHING);
    }

    private List<UpstreamToken> before(Wanted wanted) {
        IndexValue owner = IndexValue.of(
                wanted.holder().user().value(), wanted.key().provider().value());
        return new Listing<>(store, Selection.by(UpstreamToken.BY_USER_AND_PROVIDER, owner))
                .toList().stream()
                        .filter(token -> token.provisionalUntil().isEmpty())
                        .filter(wanted::isGivenBy)
                        .sorted(NEWEST_FIRST)
                        .toList();
    }

    /** Whether it can still be used when the login ends; otherwise the user would soon be asked after all. */
    private boolean lasts(TokenSet tokens, Instant begunAt) {
        Instant end = parts.fences().lastWriteOf(begunAt);
        boolean inTime = tokens.accessToken().isPresent()
                && tokens.expiresAt().filter(expiry -> !expiry.isAfter(end)).isEmpty();
        return inTime || tokens.refreshToken().isPresent();
    }

    /** The record as it is once its tokens can be used; empty if they cannot, or a bulk revocation is ending them. */
    private Optional<UpstreamToken> refreshed(UpstreamToken donor, Holder holder) {
        boolean usable = parts.credentials().valid(donor.key(), holder) instanceof CredentialOutcome.Valid;
        return usable
                ? store.find(donor.key())
                        .filter(holder::holds)
                        .filter(token -> !parts.fences().stop(token))
                : Optional.empty();
    }

    private CarryOutcome keep(UpstreamTokenKey key, UpstreamToken donor, Instant begunAt) {
        UpstreamTokenSet given = seal.open(donor).tokens();
        UpstreamTokenSet carried = new UpstreamTokenSet(
                given.accessToken(),
                Optional.empty(),
                given.idToken(),
                given.expiresAt(),
                Optional.empty(),
                given.scopes());
        UpstreamBinding binding = donor.binding();
        if (parts.tokens().keep(key, carried, binding, begunAt) == SaveOutcome.FENCED) {
            return CarryOutcome.FENCED;
        }
        realm.tell(
                AuditType.UPSTREAM_READ,
                Optional.of(binding.client()),
                1,
                "tokens of user " + binding.user().value() + " at "
                        + key.provider().value() + " carried over to a newer login");
        return CarryOutcome.CARRIED;
    }
}
