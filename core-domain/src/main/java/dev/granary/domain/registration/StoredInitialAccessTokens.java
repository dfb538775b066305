package dev.granary.domain.registration;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.Stamp;
import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link InitialAccessTokens} over the records of one realm. */
public final class StoredInitialAccessTokens implements InitialAccessTokens {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Realm realm;
    private final RecordStore<InitialAccessTokenHash, InitialAccessToken> tokens;

    /** Works on the records of this realm. */
    public StoredInitialAccessTokens(Realm realm) {
        this.realm = realm;
        this.tokens = realm.records().initialAccessTokens();
    }

    @Override
    public String issue(Duration life, Optional<Long> uses) {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("initial access token's life: expected 1 min to 3650 d, got " + life);
        }
        if (uses.filter(number -> number < 1).isPresent()) {
            throw new IllegalArgumentException("initial access token's uses: expected 1 or more");
        }
        String token = realm.secret();
        Instant now = realm.now();
        InitialAccessToken record = new InitialAccessToken(
                InitialAccessTokenHash.of(token), now, Optional.of(now.plus(life)), uses, Stamp.first(realm.attempt()));
        new Writes().create(tokens, InitialAccessToken.KIND, record);
        tell("issued");
        return token;
    }

    @Override
    public List<InitialAccessToken> list() {
        return new Listing<>(tokens, Selection.<InitialAccessToken>all())
                .toList().stream().filter(this::isCurrent).toList();
    }

    @Override
    public boolean revoke(InitialAccessTokenHash hash) {
        boolean revoked = tokens.find(hash)
                .filter(stored -> new Writes().remove(tokens, stored, current -> true))
                .isPresent();
        if (revoked) {
            tell("revoked");
        }
        return revoked;
    }

    @Override
    public SpendOutcome spend(String token) {
        boolean admitted = tokens.find(InitialAccessTokenHash.of(token))
                .flatMap(loaded -> new Writes().change(tokens, loaded, this::used))
                .filter(changed -> changed.written() || isUnlimited(changed.after()))
                .isPresent();
        tell(admitted ? "spent" : "refused");
        return admitted ? SpendOutcome.ADMITTED : SpendOutcome.REFUSED;
    }

    private InitialAccessToken used(InitialAccessToken stored) {
        return stored.usesLeft()
                .filter(left -> left > 0 && isCurrent(stored))
                .map(left -> new InitialAccessToken(
                        stored.hash(),
                        stored.createdAt(),
                        stored.expiresAt(),
                        Optional.of(left - 1),
                        stored.stamp().next(realm.attempt())))
                .orElse(stored);
    }

    private boolean isUnlimited(InitialAccessToken stored) {
        return stored.usesLeft().isEmpty() && isCurrent(stored);
    }

    private boolean isCurrent(InitialAccessToken stored) {
        Instant now = realm.now();
        return stored.expiresAt().filter(end -> !now.isBefore(end)).isEmpty();
    }

    private void tell(String what) {
        realm.tell(AuditType.INITIAL_ACCESS, Optional.empty(), 1, what);
    }
}
