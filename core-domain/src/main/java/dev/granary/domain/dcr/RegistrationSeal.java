package dev.granary.domain.dcr;

import dev.granary.dcr.DcrCredential;
import dev.granary.dcr.DcrCredentialKey;
import dev.granary.dcr.RegistrationKey;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Position;
import dev.granary.domain.seal.Seal;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.seal.Sealed;
import java.time.Instant;
import java.util.Optional;

/** Seals what is secret of a registration at its own place: upstream, client id and field. */
final class RegistrationSeal {

    private static final String SECRET = "secret";
    private static final String MANAGEMENT = "registration_access_token";

    private final Realm realm;
    private final Seal seal;

    RegistrationSeal(Realm realm, Seal seal) {
        this.realm = realm;
        this.seal = seal;
    }

    DcrCredential seal(RegistrationKey key, UpstreamRegistration fresh, Instant createdAt, Instant retainUntil) {
        DcrCredentialKey place = new DcrCredentialKey(key.upstream(), fresh.clientId());
        return new DcrCredential(
                key,
                fresh.clientId(),
                fresh.secret().map(text -> seal.seal(text, position(place, SECRET))),
                fresh.authMethod(),
                fresh.registrationAccessToken().map(text -> seal.seal(text, position(place, MANAGEMENT))),
                fresh.registrationClientUri(),
                fresh.authorizationEndpoint(),
                fresh.tokenEndpoint(),
                createdAt,
                fresh.issuedAt(),
                fresh.secretExpiresAt(),
                retainUntil,
                Stamp.first(realm.attempt()));
    }

    UpstreamRegistration open(DcrCredential stored) {
        return new UpstreamRegistration(
                stored.clientId(),
                open(stored.secret(), stored, SECRET),
                stored.authMethod(),
                open(stored.registrationAccessToken(), stored, MANAGEMENT),
                stored.registrationClientUri(),
                stored.authorizationEndpoint(),
                stored.tokenEndpoint(),
                stored.issuedAt(),
                stored.secretExpiresAt());
    }

    /** The same registration, all of it sealed with the ring's current key. */
    DcrCredential renewed(DcrCredential stored, Revision attempt) {
        return new DcrCredential(
                stored.registration(),
                stored.clientId(),
                renewed(stored.secret(), stored, SECRET),
                stored.authMethod(),
                renewed(stored.registrationAccessToken(), stored, MANAGEMENT),
                stored.registrationClientUri(),
                stored.authorizationEndpoint(),
                stored.tokenEndpoint(),
                stored.createdAt(),
                stored.issuedAt(),
                stored.secretExpiresAt(),
                stored.retainUntil(),
                stored.stamp().next(attempt));
    }

    /** The same, kept until then. */
    static DcrCredential kept(DcrCredential content, Instant retainUntil, Stamp stamp) {
        return new DcrCredential(
                content.registration(),
                content.clientId(),
                content.secret(),
                content.authMethod(),
                content.registrationAccessToken(),
                content.registrationClientUri(),
                content.authorizationEndpoint(),
                content.tokenEndpoint(),
                content.createdAt(),
                content.issuedAt(),
                content.secretExpiresAt(),
                retainUntil,
                stamp);
    }

    private Optional<Sealed> renewed(Optional<Sealed> sealed, DcrCredential stored, String field) {
        return sealed.map(value -> seal.renewed(value, position(stored.key(), field)));
    }

    private Optional<String> open(Optional<Sealed> sealed, DcrCredential stored, String field) {
        return sealed.map(text -> seal.open(text, position(stored.key(), field)));
    }

    private Position position(DcrCredentialKey key, String field) {
        return new Position(realm.records().namespace(), DcrCredential.KIND.name(), key, field);
    }
}
