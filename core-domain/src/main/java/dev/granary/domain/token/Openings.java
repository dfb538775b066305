package dev.granary.domain.token;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.domain.revocation.Fences;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Granted;
import dev.granary.grant.RevocationReason;
import dev.granary.record.RecordStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Stores new grants. After the write, and before anything is released, it reads whatever may refuse them. */
final class Openings {

    private final Realm realm;
    private final RecordStore<GrantId, Grant> grants;
    private final Fences fences;

    Openings(Realm realm, Fences fences) {
        this.realm = realm;
        this.grants = realm.records().grants();
        this.fences = fences;
    }

    /** Stores a grant; what a fence stops is revoked again. @return why nothing of it may be released, if so */
    Optional<Refusal> open(Grant grant) {
        new Writes().create(grants, Grant.KIND, grant);
        Lineage lineage = Lineage.of(grant, grants);
        List<Granted> all = Stream.concat(Stream.of(grant), lineage.found().stream())
                .map(Grant::granted)
                .toList();
        if (fences.stop(all)) {
            revoke(grant);
            return Optional.of(Refusal.FENCED);
        }
        return lineage.isLive(realm.now()) ? Optional.empty() : Optional.of(Refusal.REVOKED);
    }

    private void revoke(Grant fenced) {
        Writes writes = new Writes();
        Optional<Grant> current = Optional.of(fenced);
        while (current.filter(held -> !held.isRevoked()).isPresent()) {
            Grant held = current.get();
            Grant revoked = held.revoke(RevocationReason.FENCED, realm.attempt(), realm.now());
            current = writes.replace(grants, revoked, held.revision())
                    .match(Optional::empty, Optional::of, Optional::empty);
        }
    }
}
