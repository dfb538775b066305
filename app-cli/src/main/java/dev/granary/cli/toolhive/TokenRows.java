package dev.granary.cli.toolhive;

import dev.granary.client.ClientId;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.upstream.AdoptedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Upstream tokens: the key is session and provider, and before upstreams had names the session alone. The row has {@code
 * provider_id}, {@code access_token}, {@code refresh_token}, {@code id_token}, {@code expires_at}, {@code
 * session_expires_at}, {@code user_id}, {@code upstream_subject} and {@code client_id}. They are kept as long as they
 * would have been there.
 */
final class TokenRows implements Carrier {

    private final Realm realm;
    private final AdoptedUpstreamTokens tokens;
    private final ProviderNames providers;
    private final OurClients clients;

    TokenRows(Realm realm, AdoptedUpstreamTokens tokens, ProviderNames providers, OurClients clients) {
        this.realm = realm;
        this.tokens = tokens;
        this.providers = providers;
        this.clients = clients;
    }

    @Override
    public Fate.Verdict carry(Row row) {
        int colon = row.key().indexOf(':');
        String written = row.find("provider_id").orElse("");
        if (colon < 0 && !LegacyKeys.isType(written)) {
            return Fate.OUTDATED.verdict();
        }
        String there = colon < 0 ? written : row.key().substring(colon + 1);
        if (colon >= 0 && !LegacyKeys.isType(written) && !written.equals(there)) {
            throw new DamagedRowException("the key names another provider than the row");
        }
        SessionId session = new SessionId(colon < 0 ? row.key() : row.key().substring(0, colon));
        return carry(row, session, there);
    }

    private Fate.Verdict carry(Row row, SessionId session, String there) {
        UpstreamTokenSet set = tokens(row);
        if (set.accessToken().isEmpty() && set.refreshToken().isEmpty()) {
            return Fate.EMPTY.verdict();
        }
        Optional<String> user = row.find("user_id");
        Optional<String> subject = row.find("upstream_subject");
        Optional<String> client = row.find("client_id");
        if (user.isEmpty() || subject.isEmpty() || client.isEmpty()) {
            return Fate.UNBOUND.verdict();
        }
        Optional<ProviderName> here = providers.here(there);
        if (here.isEmpty()) {
            return Fate.NO_PROVIDER.about(there);
        }
        Optional<String> ours = clients.at(here.get());
        if (ours.isEmpty()) {
            return Fate.NO_ACCOUNT.verdict();
        }
        UpstreamBinding binding =
                new UpstreamBinding(new UserId(user.get()), subject.get(), new ClientId(client.get()), ours.get());
        return Fate.of(tokens.adopt(new UpstreamTokenKey(session, here.get()), set, binding))
                .verdict();
    }

    private UpstreamTokenSet tokens(Row row) {
        Optional<Instant> expiresAt = row.time("expires_at");
        Optional<Instant> sessionEnd = row.time("session_expires_at");
        return new UpstreamTokenSet(
                row.find("access_token"),
                row.find("refresh_token"),
                row.find("id_token"),
                expiresAt,
                expiresAt.isPresent() ? sessionEnd : sessionEnd.or(() -> endBehind(row)),
                List.of());
    }

    /** A row that says no time may yet end by its key: then the session ends so long before as others do. */
    private Optional<Instant> endBehind(Row row) {
        return row.life().map(life -> realm.now().plus(life).minus(UpstreamToken.KEPT));
    }
}
