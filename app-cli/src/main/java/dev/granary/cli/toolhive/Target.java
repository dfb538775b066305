package dev.granary.cli.toolhive;

import dev.granary.cli.serve.Surroundings;
import dev.granary.cli.settings.Settings;
import dev.granary.client.ClientId;
import dev.granary.domain.client.AdoptedClients;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.CheckValue;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.upstream.AdoptedUpstreamTokens;
import dev.granary.domain.user.AdoptedUsers;
import dev.granary.http.registration.RegistrationRequests;
import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server that everything is carried over to. */
final class Target {

    private final Settings settings;
    private final Realm realm;
    private final Seal seal;
    private final Fences fences;

    /** @throws dev.granary.domain.seal.KeyRingException if the ring is not the storage's */
    Target(Settings settings, Storage storage, KeyRing ring, Surroundings surroundings) {
        this.settings = settings;
        this.realm = new Realm(
                storage.in(Namespace.DEFAULT),
                surroundings.clock(),
                surroundings.random(),
                settings.terms().policy().skew(),
                surroundings.audit());
        this.seal = new Seal(ring, realm.random());
        this.fences = new Fences(realm, settings.terms().logins().life());
        new CheckValue(realm, seal).require();
    }

    Realm realm() {
        return realm;
    }

    /** What takes the rows of each kind. */
    Carriers carriers(ProviderNames providers) {
        OurClients ours = new OurClients(settings.upstreams());
        AdoptedUsers users = new AdoptedUsers(realm, fences);
        return new Carriers(
                new UserRows(users),
                new IdentityRows(users, providers),
                new RegistrationRows(new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT), providers, ours),
                new TokenRows(realm, new AdoptedUpstreamTokens(realm, seal, fences), providers, ours),
                new ClientRows(
                        realm,
                        new AdoptedClients(realm, settings.terms().clients(), fences),
                        requests(),
                        configured()));
    }

    /** Where this server is does not matter to secrets that clients have had all along. */
    private RegistrationRequests requests() {
        return new RegistrationRequests(
                settings.offer().scopes(),
                settings.terms().registrations().confidentialOnLoopbackToo(),
                URI.create(settings.issuer(settings.listening().port())));
    }

    private Set<ClientId> configured() {
        return Stream.concat(
                        settings.clients().stream(),
                        settings.delegations().delegates().stream().map(delegate -> delegate.client()))
                .map(client -> client.id())
                .collect(Collectors.toUnmodifiableSet());
    }
}
