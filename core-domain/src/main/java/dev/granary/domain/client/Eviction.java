package dev.granary.domain.client;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.grant.Grant;
import dev.granary.record.IndexValue;
import dev.granary.record.Selection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Evicts dynamic clients that never proved themselves at the token endpoint, have no live grant and are past the
 * minimum age, oldest first. Nobody else can be a victim, however hard the cap is pressed.
 */
final class Eviction {

    private final Realm realm;
    private final ClientLimits limits;
    private final ClientRemoval removal;

    Eviction(Realm realm, ClientLimits limits, ClientRemoval removal) {
        this.realm = realm;
        this.limits = limits;
        this.removal = removal;
    }

    /**
     * What became of an eviction.
     *
     * @param evicted how many clients were evicted, those whose removal is incomplete included
     * @param incomplete how many removals are incomplete
     * @param exhausted whether every client that may be evicted was looked at
     */
    record Outcome(int evicted, int incomplete, boolean exhausted) {}

    /** Evicts at most {@code wanted} of these. */
    Outcome evict(List<Client> clients, int wanted) {
        Instant now = realm.now();
        int evicted = 0;
        int incomplete = 0;
        for (Client candidate : candidates(clients, now)) {
            if (evicted >= wanted) {
                return new Outcome(evicted, incomplete, false);
            }
            Optional<Client> marked =
                    holdsAny(candidate.id(), now) ? Optional.empty() : removal.mark(candidate, Eviction::isUnproven);
            if (marked.isPresent()) {
                evicted++;
                incomplete += finish(marked.get()) ? 0 : 1;
            }
        }
        return new Outcome(evicted, incomplete, true);
    }

    private List<Client> candidates(List<Client> clients, Instant now) {
        return clients.stream()
                .filter(client -> mayGo(client, now))
                .sorted(Comparator.comparing(Client::createdAt))
                .toList();
    }

    private boolean finish(Client marked) {
        boolean complete = removal.finish(marked).match(count -> true, (count, fault) -> false);
        realm.tell(AuditType.EVICTED, Optional.of(marked.id()), 1, complete ? "complete" : "INCOMPLETE");
        return complete;
    }

    private boolean mayGo(Client client, Instant now) {
        return client.removedAt().isEmpty()
                && isUnproven(client)
                && !now.isBefore(client.createdAt().plus(limits.minimumAge()));
    }

    private static boolean isUnproven(Client client) {
        return client.provenAt().isEmpty();
    }

    private boolean holdsAny(ClientId client, Instant now) {
        Selection<Grant> held = Selection.by(Grant.BY_CLIENT, IndexValue.of(client.value()));
        return new Listing<>(realm.records().grants(), held).contains(grant -> grant.isLive(now));
    }
}
