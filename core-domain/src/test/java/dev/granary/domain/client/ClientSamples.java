package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.realm.Realm;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Granted;
import dev.granary.grant.Opening;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Clients and what they hold, for tests. */
final class ClientSamples {

    static final ClientMetadata METADATA = new ClientMetadata(
            Optional.of("An app"),
            List.of("https://app.example/cb"),
            List.of("authorization_code"),
            List.of("code"),
            Scopes.of("openid"),
            Collections.emptySortedSet(),
            Optional.empty(),
            Optional.empty());
    static final Registration PUBLIC = new Registration(METADATA, TokenEndpointAuthMethod.NONE);
    static final Registration CONFIDENTIAL = new Registration(METADATA, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);

    private ClientSamples() {}

    static RegistrationOutcome.Registered registered(RegistrationOutcome outcome) {
        return outcome.match(RegistrationOutcome.Registered::new, retryAfter -> {
            throw new AssertionError("at capacity");
        });
    }

    static boolean isFull(RegistrationOutcome outcome) {
        return outcome.match((client, secret) -> false, retryAfter -> true);
    }

    static ConfiguredClient configured(String id, String secret) {
        return new ConfiguredClient(
                new ClientId(id), METADATA, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC, Optional.of(secret));
    }

    /** Gives the client a grant with an access token of one hour. */
    static GrantId grantTo(Client client, Realm realm) {
        GrantId id = GrantId.random(realm.random());
        Opening opening = new Opening(
                id,
                Granted.of(client.id(), new Subject("alice"), Scopes.of("openid"), realm.now()),
                realm.now(),
                realm.now().plus(Duration.ofDays(1)),
                realm.attempt());
        Grant grant = Grant.openWithoutChain(opening, realm.now().plus(Duration.ofHours(1)), GrantPolicy.DEFAULT);
        return realm.records().grants().insert(grant).match(() -> id, stored -> {
            throw new AssertionError("taken");
        });
    }
}
