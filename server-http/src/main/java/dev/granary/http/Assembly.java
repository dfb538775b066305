package dev.granary.http;

import dev.granary.domain.audit.Correlation;
import dev.granary.domain.authorization.KeptLogins;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.client.ClientHousekeeping;
import dev.granary.domain.client.Clients;
import dev.granary.domain.client.RegisteredClients;
import dev.granary.domain.consent.ConsentUpkeep;
import dev.granary.domain.consent.KeptConsents;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.RegistrationUpkeep;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.housekeeping.Housekeeper;
import dev.granary.domain.housekeeping.HousekeepingPolicy;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.registration.StoredInitialAccessTokens;
import dev.granary.domain.replay.ConsumedAssertions;
import dev.granary.domain.reseal.Resealing;
import dev.granary.domain.revocation.FencedRevocations;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.seal.CheckValue;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.token.GrantTokens;
import dev.granary.domain.token.JwtAccessTokens;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.EarlierTokens;
import dev.granary.domain.upstream.RefreshedCredentials;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.LinkedUsers;
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

/** Puts the domain together over one namespace of a storage, as the settings say. */
final class Assembly {

    private final AuthServerSettings settings;
    private final AuthServerSettings.Limits limits;
    private final Surroundings surroundings;
    private final KeyRing ring;
    private final Realm realm;
    private final Seal seal;
    private final Fences fences;
    private final Revocations revocations;
    private final ServerKeys keys;
    private final Resealing resealing;
    private final Watch watch;

    /** @throws dev.granary.domain.seal.KeyRingException if it is not the storage's key ring */
    Assembly(Storage storage, KeyRing ring, AuthServerSettings settings, Surroundings surroundings) {
        this.settings = settings;
        this.limits = settings.limits();
        this.surroundings = surroundings;
        this.ring = ring;
        this.realm = new Realm(
                storage.in(settings.namespace()),
                surroundings.clock(),
                surroundings.random(),
                limits.policy().skew(),
                settings.listeners().audit());
        this.seal = new Seal(ring, realm.random());
        new CheckValue(realm, seal).require();
        this.fences = new Fences(realm, longestLogin());
        this.revocations = new FencedRevocations(realm, fences);
        this.keys = ServerKeys.of(realm, seal, settings);
        this.resealing = new Resealing(realm, seal);
        this.watch = new Watch(settings.listeners().operations());
    }

    UseCases useCases() {
        DcrCredentials registrations = watch.over(new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT));
        Upstreams upstreams = new ConfiguredUpstreams(settings, registrations, realm.clock()).upstreams();
        UpstreamTokens upstreamTokens = watch.over(new SealedUpstreamTokens(
                realm, seal, fences, Optional.of(limits.lifetimes().grant())));
        UpstreamCredentials credentials = watch.over(upstreamCredentials(upstreams));
        return new UseCases(
                realm,
                watch.over(tokens()),
                watch.over(clients()),
                watch.over(logins()),
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
                housekeeper(upstreams));
    }

    private Tokens tokens() {
        return new GrantTokens(
                realm,
                new GrantTokens.Parts(
                        new TokenFormat(settings.namespace(), keys.secrets(), realm.random()),
                        new JwtAccessTokens(settings.issuer().toString(), keys.signing(), realm.random()),
                        new RetrySeal(ring, realm.random()),
                        fences,
                        limits.policy(),
                        limits.lifetimes()));
    }

    /** The one place where clients are looked up, whatever they are known by. */
    private Clients clients() {
        Clients stored = new RegisteredClients(realm, limits.clients(), this::dynamicClients, revocations);
        return limits.documents()
                .<Clients>map(policy -> DocumentedClients.beside(
                        stored,
                        new RegistrationRequests(settings.scopes(), limits.registrations(), settings.issuer()),
                        policy,
                        AddressPolicy.towards(settings.issuer(), false),
                        realm))
                .orElse(stored);
    }

    private PendingAuthorizations logins() {
        return new KeptLogins(
                realm, seal, limits.logins(), () -> limits.current().get().pendingLogins());
    }

    private UpstreamCredentials upstreamCredentials(Upstreams upstreams) {
        return new RefreshedCredentials(
                realm,
                new RefreshedCredentials.Parts(
                        seal,
                        fences,
                        new RefreshingUpstreams(upstreams),
                        limits.refresh(),
                        Correlation.carriedBy(surroundings.executor())));
    }

    private Housekeeper housekeeper(Upstreams upstreams) {
        return new Housekeeper(
                realm,
                new Housekeeper.Work(
                        new ClientHousekeeping(realm, limits.clients(), this::dynamicClients, revocations),
                        keys.rotating(),
                        List.of(
                                resealing,
                                new ConsentUpkeep(realm, DocumentedClients::isUnrecorded),
                                new UpstreamRenewals(upstreams),
                                new RegistrationUpkeep(realm, seal, new UpstreamDeregistration(settings.upstreams())))),
                HousekeepingPolicy.DEFAULT);
    }

    private int dynamicClients() {
        return limits.current().get().dynamicClients();
    }

    /**
     * A login goes from one upstream to the next, and last to the question for consent, and has its whole life anew at
     * each. Where another issuer logs people in, it lasts as long as its assertions.
     */
    private Duration longestLogin() {
        Duration ours = limits.logins().life().multipliedBy(settings.upstreams().size() + 1L);
        return settings.delegation().issuers().stream()
                .flatMap(issuer -> issuer.assertions().stream())
                .map(BearerPolicy::maxAge)
                .reduce(ours, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }
}
