package dev.granary.domain.token;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.RecordStore;
import java.time.Instant;
import java.util.List;

/**
 * The grants that a grant was exchanged for, all of its ancestors, read at once. It lives only while they all do, and one
 * that is absent is as dead as a tombstone: none is purged before what was exchanged for it has expired.
 */
record Lineage(List<GrantId> named, List<Grant> found) {

    static Lineage of(Grant grant, RecordStore<GrantId, Grant> grants) {
        List<GrantId> named = grant.granted().parents().stream().distinct().toList();
        return new Lineage(named, named.isEmpty() ? List.of() : grants.findAll(named));
    }

    boolean isLive(Instant now) {
        return found.stream().filter(parent -> parent.upholds(now)).count() == named.size();
    }
}
