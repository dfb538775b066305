package dev.granary.cli.toolhive;

import dev.granary.client.Client;
import dev.granary.dcr.CurrentRegistration;
import dev.granary.dcr.DcrCredential;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.Identity;
import dev.granary.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All that a storage holds of what is imported, opened, without what two runs may differ in. */
final class Snapshot {

    private final Realm realm;
    private final SealedUpstreamTokens tokens;
    private final SealedDcrCredentials registrations;

    private Snapshot(Realm realm, Seal seal) {
        this.realm = realm;
        this.tokens = new SealedUpstreamTokens(realm, seal, new Fences(realm, Duration.ofMinutes(10)));
        this.registrations = new SealedDcrCredentials(realm, seal, SealedDcrCredentials.KEPT);
    }

    /** One line for each record, sorted. */
    static List<String> of(Realm realm, Seal seal) {
        return new Snapshot(realm, seal).lines();
    }

    private List<String> lines() {
        List<List<String>> all = List.of(
                list(realm.records().users(), Snapshot::line),
                list(realm.records().identities(), Snapshot::line),
                list(realm.records().upstreamTokens(), this::line),
                list(realm.records().clients(), Snapshot::line),
                list(realm.records().dcrCredentials(), this::line),
                list(realm.records().currentRegistrations(), Snapshot::line));
        return all.stream().flatMap(List::stream).toList();
    }

    private static <K extends RecordKey, R extends StoredRecord<K>> List<String> list(
            RecordStore<K, R> store, Function<R, String> line) {
        return new Listing<>(store, Selection.<R>all())
                .toList().stream().map(line).sorted().toList();
    }

    private static String line(User user) {
        return "user " + user.id().value() + " " + user.createdAt() + " " + user.provisionalUntil() + " "
                + user.removedAt();
    }

    private static String line(Identity identity) {
        return "identity " + identity.key() + " " + identity.user() + " " + identity.linkedAt() + " "
                + identity.lastUsedAt();
    }

    private String line(UpstreamToken stored) {
        Holder holder = new Holder(stored.binding().user(), stored.binding().client());
        UpstreamTokenSet opened = tokens.ofSession(stored.key().session(), holder).stream()
                .filter(kept -> kept.key().equals(stored.key()))
                .map(KeptUpstreamTokens::tokens)
                .findFirst()
                .orElseThrow();
        return "tokens " + stored.key().session().value() + " "
                + stored.key().provider().value() + " "
                + opened.accessToken() + opened.refreshToken() + opened.idToken() + opened.expiresAt()
                + opened.sessionExpiresAt().map(Snapshot::minute) + " " + stored.binding() + " " + stored.begunAt()
                + " "
                + minute(stored.retainUntil());
    }

    private static String line(Client client) {
        return "client " + client.id().value() + " " + client.origin() + " " + client.metadata() + " "
                + client.authMethod() + " " + client.secretHash().map(hash -> hash.value()) + " "
                + minute(client.createdAt()) + client.provenAt().map(Snapshot::minute)
                + client.expiresAt().map(Snapshot::minute) + client.removedAt();
    }

    private String line(DcrCredential stored) {
        Optional<UpstreamRegistration> opened = registrations.find(stored.key());
        return "registration " + stored.registration() + " " + opened + " "
                + opened.flatMap(UpstreamRegistration::secret)
                + opened.flatMap(UpstreamRegistration::registrationAccessToken)
                + stored.authMethod() + stored.registrationClientUri() + stored.authorizationEndpoint()
                + stored.tokenEndpoint() + stored.createdAt() + stored.issuedAt() + stored.secretExpiresAt() + " "
                + stored.retainUntil();
    }

    private static String line(CurrentRegistration current) {
        return "current " + current.key() + " " + current.clientId() + " " + current.expiresAt() + " "
                + current.retainUntil();
    }

    /** To the nearest minute: Redis counts how long a key lives, so what comes of that is a little less each time. */
    static Instant minute(Instant time) {
        return time.plusSeconds(30).truncatedTo(ChronoUnit.MINUTES);
    }
}
