package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is stored, at one instant.
 *
 * @param grants the records
 * @param entries the grants that the index lists; one may be listed before its record is there
 * @param fence the time of the bulk revocation
 */
record Store(Map<GrantId, Grant> grants, Set<GrantId> entries, Optional<Instant> fence) {

    static final Store EMPTY = new Store(Map.of(), Set.of(), Optional.empty());

    Store {
        grants = Map.copyOf(grants);
        entries = Set.copyOf(entries);
    }

    static Store of(Grant grant) {
        return EMPTY.with(grant).listing(grant.id());
    }

    Optional<Grant> find(GrantId id) {
        return Optional.ofNullable(grants.get(id));
    }

    Store with(Grant grant) {
        Map<GrantId, Grant> next = new HashMap<>(grants);
        next.put(grant.id(), grant);
        return new Store(next, entries, fence);
    }

    Store listing(GrantId id) {
        Set<GrantId> next = new HashSet<>(entries);
        next.add(id);
        return new Store(grants, next, fence);
    }

    Store notListing(GrantId id) {
        Set<GrantId> next = new HashSet<>(entries);
        next.remove(id);
        return new Store(grants, next, fence);
    }

    Store fenced(Instant at) {
        return new Store(grants, entries, Optional.of(at));
    }

    /** Whole records are slow to hash and told apart by their revisions well enough. */
    @Override
    public int hashCode() {
        int hash = entries.hashCode() + fence.hashCode();
        for (Grant grant : grants.values()) {
            hash += grant.revision().hashCode();
        }
        return hash;
    }
}
