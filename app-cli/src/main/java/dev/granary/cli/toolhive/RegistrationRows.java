package dev.granary.cli.toolhive;

import dev.granary.dcr.RegistrationKey;
import dev.granary.dcr.ScopesHash;
import dev.granary.domain.dcr.SealedDcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.Optional;

/**
 * ToolHive's registrations at upstreams: {@code key_issuer}, {@code key_upstream_id}, {@code key_redirect_uri}, {@code
 * key_scopes_hash} and what the upstream answered. The upstream is known by its issuer or registration endpoint; before
 * it was, ToolHive wrote rows that it does not find any more.
 */
final class RegistrationRows implements Carrier {

    private final SealedDcrCredentials credentials;
    private final ProviderNames providers;
    private final OurClients clients;

    RegistrationRows(SealedDcrCredentials credentials, ProviderNames providers, OurClients clients) {
        this.credentials = credentials;
        this.providers = providers;
        this.clients = clients;
    }

    @Override
    public Fate.Verdict carry(Row row) {
        Optional<String> place = row.find("key_upstream_id");
        if (place.isEmpty()) {
            return Fate.OUTDATED.verdict();
        }
        UpstreamRegistration made = registration(row);
        Instant createdAt =
                row.time("created_at").orElseThrow(() -> new DamagedRowException("created_at: expected a time"));
        ScopesHash scopes = new ScopesHash(row.text("key_scopes_hash"));
        Optional<ProviderName> upstream =
                row.find("provider_name").flatMap(providers::here).or(() -> providers.registeredAt(place.get()));
        if (upstream.isEmpty()) {
            return Fate.NO_UPSTREAM.verdict();
        }
        clients.add(upstream.get(), made.clientId(), createdAt);
        RegistrationKey key =
                new RegistrationKey(row.text("key_issuer"), upstream.get(), row.text("key_redirect_uri"), scopes);
        return Fate.of(credentials.adopt(key, made, createdAt)).verdict();
    }

    private static UpstreamRegistration registration(Row row) {
        return new UpstreamRegistration(
                row.text("client_id"),
                row.find("client_secret"),
                row.find("token_endpoint_auth_method"),
                row.find("registration_access_token"),
                row.find("registration_client_uri"),
                row.text("authorization_endpoint"),
                row.text("token_endpoint"),
                row.time("created_at"),
                row.time("client_secret_expires_at"));
    }
}
