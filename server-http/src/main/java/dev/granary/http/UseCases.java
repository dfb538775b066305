package dev.granary.http;

import dev.granary.domain.authorization.KeptLogins;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.RegisteredClients;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.housekeeping.HousekeepingPolicy;
import dev.granary.domain.key.SealedMacSecrets;
import dev.granary.domain.key.SealedSigningKeys;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.registration.StoredInitialAccessTokens;
import dev.granary.domain.revocation.FencedRevocations;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.CheckValue;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.token.AccessTokens;
import dev.granary.domain.token.GrantTokens;
import dev.granary.domain.token.JwtAccessTokens;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.LinkedUsers;
import dev.granary.domain.user.Users;
import dev.granary.http.document.DocumentedClients;
import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.registration.RegistrationRequests;
import dev.granary.spi.Storage;
import dev.granary.token.TokenFormat;
import java.time.Duration;

/** The domain, put together over one namespace of a storage. */
record UseCases(
        Realm realm,
        Tokens tokens,
        Clients clients,
        PendingAuthorizations logins,
        UpstreamTokens upstreamTokens,
        Users users,
        DcrCredentials registrations,
        InitialAccessTokens initialAccessTokens,
        SigningKeys signingKeys,
        Revocations revocations,
        Housekeeper housekeeper) {

    /** Puts them together. @throws dev.granary.domain.seal.KeyRingException if it is not the storage's key ring */
    static UseCases over(Storage storage, KeyRing ring, AuthServerSettings settings, Surroundings surroundings) {
        Realm realm = realm(storage, settings, surroundings);
        Seal seal = new Seal(ring, realm.random());
        new CheckValue(realm, seal).require();
        AuthServerSettings.Limits limits = settings.limits();
        Fences fences = new Fences(realm, longestLogin(settings));
        Revocations revocations = new FencedRevocations(realm, fences);
        SigningKeys keys = new SealedSigningKeys(realm, seal);
        Spelling spelling = new Spelling(
                new TokenFormat(settings.namespace(), new SealedMacSecrets(realm, seal).load(), realm.random()),
                new JwtAccessTokens(settings.issuer().toString(), keys, realm.random()),
                new RetrySeal(ring, realm.random()));
        return new UseCases(
                realm,
                tokens(realm, spelling, fences, limits),
                clients(realm, settings, revocations),
                new KeptLogins(realm, seal, limits.logins()),
                new SealedUpstreamTokens(realm, seal, fences),
                new LinkedUsers(realm),
                new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT),
                new StoredInitialAccessTokens(realm),
                keys,
                revocations,
                housekeeper(realm, limits, revocations));
    }

    /** How tokens are spelled and kept. */
    private record Spelling(TokenFormat format, AccessTokens accessTokens, RetrySeal retrySeal) {}

    /** The one place where clients are looked up, whatever they are known by. */
    private static Clients clients(Realm realm, AuthServerSettings settings, Revocations revocations) {
        Clients stored = new RegisteredClients(realm, settings.limits().clients(), revocations);
        return settings.limits()
                .documents()
                .<Clients>map(policy -> DocumentedClients.beside(
                        stored,
                        new RegistrationRequests(
                                settings.scopes(), settings.limits().registrations()),
                        policy,
                        AddressPolicy.towards(settings.issuer(), false),
                        realm))
                .orElse(stored);
    }

    private static Realm realm(Storage storage, AuthServerSettings settings, Surroundings surroundings) {
        return new Realm(
                storage.in(settings.namespace()),
                surroundings.clock(),
                surroundings.random(),
                settings.limits().policy().skew(),
                settings.audit());
    }

    private static Tokens tokens(Realm realm, Spelling spelling, Fences fences, AuthServerSettings.Limits limits) {
        return new GrantTokens(
                realm,
                new GrantTokens.Parts(
                        spelling.format(),
                        spelling.accessTokens(),
                        spelling.retrySeal(),
                        fences,
                        limits.policy(),
                        limits.lifetimes()));
    }

    private static Housekeeper housekeeper(Realm realm, AuthServerSettings.Limits limits, Revocations revocations) {
        return new Housekeeper(
                realm, new ClientHousekeeping(realm, limits.clients(), revocations), HousekeepingPolicy.DEFAULT);
    }

    /** A login goes from one upstream to the next, and has its whole life anew at each. */
    private static Duration longestLogin(AuthServerSettings settings) {
        return settings.limits()
                .logins()
                .life()
                .multipliedBy(settings.upstreams().size());
    }
}
