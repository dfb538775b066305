package dev.granary.domain.upstream;

import dev.granary.domain.adoption.AdoptOutcome;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.Seal;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.util.Optional;

/**
 * Takes over upstream tokens that another server kept, sealed before they reach a port. What is here already may have
 * been refreshed since, and is never changed. Safe for threads; throws as {@link UpstreamTokens} does.
 */
public final class AdoptedUpstreamTokens {

    private final Realm realm;
    private final RecordStore<UpstreamTokenKey, UpstreamToken> store;
    private final RecordStore<UserId, User> users;
    private final Fences fences;
    private final TokenSeal seal;

    /** Works on the records of this realm. */
    public AdoptedUpstreamTokens(Realm realm, Seal seal, Fences fences) {
        this.realm = realm;
        this.store = realm.records().upstreamTokens();
        this.users = realm.records().users();
        this.fences = fences;
        this.seal = new TokenSeal(realm, seal);
    }

    /**
     * Takes over what an upstream gave for a session. It is refused if its user is not here or is being deleted, or if
     * anything of it was revoked here since the user was made: when the login began is not known, and not before.
     */
    public AdoptOutcome adopt(UpstreamTokenKey key, UpstreamTokenSet tokens, UpstreamBinding binding) {
        return user(binding.user())
                .map(user -> insert(new UpstreamToken(
                        key,
                        seal.seal(key, tokens),
                        binding,
                        Optional.empty(),
                        user.createdAt(),
                        Stamp.first(realm.attempt()))))
                .orElse(AdoptOutcome.REFUSED);
    }

    private AdoptOutcome insert(UpstreamToken wanted) {
        if (!realm.now().isBefore(wanted.retainUntil())) {
            return AdoptOutcome.OVER;
        }
        return new Writes()
                .send(() -> store.insert(wanted))
                .match(
                        () -> checked(wanted),
                        stored ->
                                stored.binding().user().equals(wanted.binding().user())
                                        ? AdoptOutcome.PRESENT
                                        : AdoptOutcome.TAKEN);
    }

    /** Either who ended them saw the tokens, or its fence is seen here: that of a deletion is one of the user's. */
    private AdoptOutcome checked(UpstreamToken written) {
        if (!fences.stop(written)) {
            return AdoptOutcome.ADOPTED;
        }
        new Writes().remove(store, written, stored -> stored.revision().equals(written.revision()));
        return AdoptOutcome.REFUSED;
    }

    private Optional<User> user(UserId id) {
        return users.find(id).filter(found -> found.removedAt().isEmpty());
    }
}
