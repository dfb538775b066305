package dev.granary.http;

import dev.granary.domain.audit.Correlation;
import dev.granary.domain.authorization.KeptLogins;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.RegisteredClients;
import dev.granary.domain.consent.ConsentUpkeep;
import dev.granary.domain.consent.Consents;
import dev.granary.domain.consent.KeptConsents;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.RegistrationUpkeep;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.housekeeping.HousekeepingPolicy;
import dev.granary.domain.key.KeyTerms;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.key.SealedMacSecrets;
import dev.granary.domain.key.SealedSigningKeys;
import dev.granary.domain.key.SigningKeys;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.registration.StoredInitialAccessTokens;
import dev.granary.domain.replay.Assertions;
import dev.granary.domain.replay.ConsumedAssertions;
import dev.granary.domain.reseal.Resealing;
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
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.EarlierTokens;
import dev.granary.domain.upstream.RefreshedCredentials;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.LinkedUsers;
import dev.granary.domain.user.Users;
import dev.granary.domain.watch.Watch;
import dev.granary.http.document.DocumentedClients;
import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.registration.RegistrationRequests;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.upstream.RefreshingUpstreams;
import dev.granary.http.upstream.UpstreamDeregistration;
import dev.granary.http.upstream.UpstreamRenewals;
import dev.granary.http.upstream.Upstreams;
import dev.granary.spi.Storage;
import dev.granary.token.TokenFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

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
        Realm realm = realm(storage, settings, surroundings);
        Seal seal = new Seal(ring, realm.random());
        new CheckValue(realm, seal).require();
        AuthServerSettings.Limits limits = settings.limits();
        Fences fences = new Fences(realm, longestLogin(settings));
        Revocations revocations = new FencedRevocations(realm, fences);
        Keys keys = Keys.of(realm, seal, settings);
        Resealing resealing = new Resealing(realm, seal);
        Spelling spelling = new Spelling(
                new TokenFormat(settings.namespace(), keys.secrets(), realm.random()),
                new JwtAccessTokens(settings.issuer().toString(), keys.signing(), realm.random()),
                new RetrySeal(ring, realm.random()));
        Watch watch = new Watch(settings.listeners().operations());
        DcrCredentials registrations = watch.over(new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT));
        Upstreams upstreams = new ConfiguredUpstreams(settings, registrations, realm.clock()).upstreams();
        UpstreamTokens upstreamTokens = watch.over(new SealedUpstreamTokens(
                realm, seal, fences, Optional.of(limits.lifetimes().grant())));
        UpstreamCredentials credentials = watch.over(new RefreshedCredentials(
                realm,
                new RefreshedCredentials.Parts(
                        seal,
                        fences,
                        new RefreshingUpstreams(upstreams),
                        limits.refresh(),
                        Correlation.carriedBy(surroundings.executor()))));
        return new UseCases(
                realm,
                watch.over(tokens(realm, spelling, fences, limits)),
                watch.over(clients(realm, settings, revocations)),
                watch.over(new KeptLogins(
                        realm,
                        seal,
                        limits.logins(),
                        () -> limits.current().get().pendingLogins())),
                upstreamTokens,
                upstreams,
                credentials,
                new EarlierTokens(realm, new EarlierTokens.Parts(upstreamTokens, credentials, seal, fences)),
                watch.over(new LinkedUsers(realm, fences, revocations)),
                registrations,
                watch.over(new ConsumedAssertions(realm)),
                watch.over(new StoredInitialAccessTokens(realm)),
                keys.signing(),
                keys.rotating(),
                resealing,
                watch.over(new KeptConsents(realm, fences)),
                watch.over(revocations),
                new Housekeeper(
                        realm,
                        new Housekeeper.Work(
                                new ClientHousekeeping(realm, limits.clients(), dynamicClients(limits), revocations),
                                keys.rotating(),
                                List.of(
                                        resealing,
                                        new ConsentUpkeep(realm, DocumentedClients::isUnrecorded),
                                        new UpstreamRenewals(upstreams),
                                        new RegistrationUpkeep(
                                                realm, seal, new UpstreamDeregistration(settings.upstreams())))),
                        HousekeepingPolicy.DEFAULT));
    }

    private static IntSupplier dynamicClients(AuthServerSettings.Limits limits) {
        return () -> limits.current().get().dynamicClients();
    }

    /** How tokens are spelled and kept. */
    private record Spelling(TokenFormat format, AccessTokens accessTokens, RetrySeal retrySeal) {}

    /** The one place where clients are looked up, whatever they are known by. */
    private static Clients clients(Realm realm, AuthServerSettings settings, Revocations revocations) {
        Clients stored = new RegisteredClients(
                realm, settings.limits().clients(), dynamicClients(settings.limits()), revocations);
        return settings.limits()
                .documents()
                .<Clients>map(policy -> DocumentedClients.beside(
                        stored,
                        new RegistrationRequests(
                                settings.scopes(), settings.limits().registrations(), settings.issuer()),
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
                settings.listeners().audit());
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

    /** The keys, and those of them that rotate by themselves: a host's own do not. */
    private record Keys(SigningKeys signing, SealedMacSecrets secrets, List<RotatingKeys> rotating) {

        static Keys of(Realm realm, Seal seal, AuthServerSettings settings) {
            Lifetimes lifetimes = settings.limits().lifetimes();
            KeyTerms terms = settings.keys().terms();
            SealedMacSecrets secrets = new SealedMacSecrets(realm, seal, terms.secrets(lifetimes.grant()));
            Optional<SigningKeys> given = settings.keys().given();
            if (given.isPresent()) {
                return new Keys(given.get(), secrets, List.of(secrets));
            }
            SealedSigningKeys own =
                    new SealedSigningKeys(realm, seal, terms.algorithm(), terms.signing(longestToken(settings)));
            return new Keys(own, secrets, List.of(own, secrets));
        }
    }

    private static Duration longestToken(AuthServerSettings settings) {
        Duration own = settings.limits().lifetimes().accessToken();
        Duration delegated = settings.delegation().lifetime();
        return own.compareTo(delegated) < 0 ? delegated : own;
    }

    /**
     * A login goes from one upstream to the next, and last to the question for consent, and has its whole life anew at
     * each. Where another issuer logs people in, it lasts as long as its assertions.
     */
    private static Duration longestLogin(AuthServerSettings settings) {
        Duration ours = settings.limits()
                .logins()
                .life()
                .multipliedBy(settings.upstreams().size() + 1L);
        return settings.delegation().issuers().stream()
                .flatMap(issuer -> issuer.assertions().stream())
                .map(BearerPolicy::maxAge)
                .reduce(ours, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }
}
