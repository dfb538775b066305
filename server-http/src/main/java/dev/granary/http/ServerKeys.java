package dev.granary.http;

import dev.granary.domain.key.KeyTerms;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.key.SealedMacSecrets;
import dev.granary.domain.key.SealedSigningKeys;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.token.Lifetimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of a server, and those of them that rotate by themselves: a host's own do not. */
record ServerKeys(SigningKeys signing, SealedMacSecrets secrets, List<RotatingKeys> rotating) {

    /** Loads them; the first ones are made where there are none. */
    static ServerKeys of(Realm realm, Seal seal, AuthServerSettings settings) {
        Lifetimes lifetimes = settings.limits().lifetimes();
        KeyTerms terms = settings.keys().terms();
        SealedMacSecrets secrets = new SealedMacSecrets(realm, seal, terms.secrets(lifetimes.grant()));
        Optional<SigningKeys> given = settings.keys().given();
        if (given.isPresent()) {
            return new ServerKeys(given.get(), secrets, List.of(secrets));
        }
        SealedSigningKeys own =
                new SealedSigningKeys(realm, seal, terms.algorithm(), terms.signing(longestToken(settings)));
        return new ServerKeys(own, secrets, List.of(own, secrets));
    }

    private static Duration longestToken(AuthServerSettings settings) {
        Duration own = settings.limits().lifetimes().accessToken();
        Duration delegated = settings.delegation().lifetime();
        return own.compareTo(delegated) < 0 ? delegated : own;
    }
}
