package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Revocation;
import dev.granary.grant.RevocationReason;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the world was told since the last fail-over.
 *
 * @param events all of it
 */
record Ledger(Set<Event> events) {

    static final Ledger EMPTY = new Ledger(Set.of());

    Ledger {
        events = Set.copyOf(events);
    }

    Ledger with(Optional<Event> event) {
        if (event.isEmpty()) {
            return this;
        }
        Set<Event> next = new HashSet<>(events);
        next.add(event.get());
        return new Ledger(next);
    }

    Optional<Violation> violation(Store store, boolean honest, Instant now) {
        if (honest
                && (has(Event.Kind.ACCUSED) || store.grants().values().stream().anyMatch(Ledger::endedByReuse))) {
            return Optional.of(Violation.HONEST_ACCUSED);
        }
        if (events.stream().anyMatch(event -> isRevocation(event) && isAlive(event, store))) {
            return Optional.of(Violation.REVOCATION_UNDONE);
        }
        boolean escaped = has(Event.Kind.ALL_REVOKED)
                && events.stream()
                        .filter(event -> event.kind() == Event.Kind.OPENED)
                        .flatMap(event -> event.grant().flatMap(store::find).stream())
                        .anyMatch(grant -> grant.isLive(now));
        if (escaped) {
            return Optional.of(Violation.BULK_ESCAPED);
        }
        return hasTwoWinners() ? Optional.of(Violation.TWO_WINNERS) : Optional.empty();
    }

    private boolean has(Event.Kind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }

    private boolean hasTwoWinners() {
        long released = events.stream()
                .filter(event -> event.kind() == Event.Kind.RELEASED)
                .count();
        long spent = events.stream()
                .filter(event -> event.kind() == Event.Kind.RELEASED)
                .map(Event::presented)
                .distinct()
                .count();
        return released > spent;
    }

    /** The answer to a replay says that the grant is revoked, too. */
    private static boolean isRevocation(Event event) {
        return event.kind() == Event.Kind.REVOKED || event.kind() == Event.Kind.ACCUSED;
    }

    private static boolean isAlive(Event event, Store store) {
        Optional<GrantId> id = event.grant();
        return id.flatMap(store::find).filter(grant -> !grant.isRevoked()).isPresent();
    }

    private static boolean endedByReuse(Grant grant) {
        return grant.revocation()
                .map(Revocation::reason)
                .filter(reason ->
                        reason == RevocationReason.CODE_REPLAYED || reason == RevocationReason.REFRESH_TOKEN_REUSED)
                .isPresent();
    }
}
