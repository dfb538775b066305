package dev.granary.cli.toolhive;

import dev.granary.domain.user.AdoptedUsers;
import dev.granary.upstream.ProviderName;
import dev.granary.user.IdentityKey;
import dev.granary.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Identities: {@code user_id}, {@code provider_id}, {@code provider_subject}, {@code linked_at}, {@code last_used_at}.
 * One of the time before upstreams had names leads to the same user under the upstream's name here.
 */
final class IdentityRows implements Carrier {

    private final AdoptedUsers users;
    private final ProviderNames providers;

    IdentityRows(AdoptedUsers users, ProviderNames providers) {
        this.users = users;
        this.providers = providers;
    }

    @Override
    public Fate.Verdict carry(Row row) {
        String provider = row.find("provider_id").orElse("");
        String subject = row.text("provider_subject");
        if (!row.key().equals(spelled(provider, subject))) {
            throw new DamagedRowException("the key names another identity than the row");
        }
        UserId user = new UserId(row.text("user_id"));
        Instant linkedAt =
                row.time("linked_at").orElseThrow(() -> new DamagedRowException("linked_at: expected a time"));
        Optional<ProviderName> here = providers.here(provider);
        if (here.isEmpty()) {
            return Fate.NO_PROVIDER.about(provider);
        }
        return Fate.of(users.link(
                        new IdentityKey(here.get().value(), subject),
                        user,
                        linkedAt,
                        row.time("last_used_at").orElse(linkedAt)))
                .verdict();
    }

    /** The length is that of UTF-8. */
    private static String spelled(String provider, String subject) {
        return provider.getBytes(StandardCharsets.UTF_8).length + ":" + provider + ":" + subject;
    }
}
