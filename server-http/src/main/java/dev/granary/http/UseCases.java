package dev.granary.http;

import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.client.Clients;
import dev.granary.domain.consent.Consents;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.replay.Assertions;
import dev.granary.domain.reseal.Resealing;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.EarlierTokens;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.Users;
import dev.granary.http.upstream.Upstreams;
import dev.granary.spi.Storage;
import java.util.List;

/** The domain, put together over one namespace of a storage. */
record UseCases(
        Realm realm,
        Tokens tokens,
        Clients clients,
        PendingAuthorizations logins,
        UpstreamTokens upstreamTokens,
        Upstreams upstreams,
        UpstreamCredentials upstreamCredentials,
        EarlierTokens earlierTokens,
        Users users,
        DcrCredentials registrations,
        Assertions assertions,
        InitialAccessTokens initialAccessTokens,
        SigningKeys signingKeys,
        List<RotatingKeys> rotatingKeys,
        Resealing resealing,
        Consents consents,
        Revocations revocations,
        Housekeeper housekeeper) {

    /** Puts them together. @throws dev.granary.domain.seal.KeyRingException if it is not the storage's key ring */
    static UseCases over(Storage storage, KeyRing ring, AuthServerSettings settings, Surroundings surroundings) {
        return new Assembly(storage, ring, settings, surroundings).useCases();
    }
}
