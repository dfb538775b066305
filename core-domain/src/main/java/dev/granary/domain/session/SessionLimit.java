package dev.granary.domain.session;

import dev.granary.domain.realm.Listing;
import dev.granary.domain.realm.Realm;
import dev.granary.grant.Grant;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.IndexValue;
import dev.granary.record.Selection;
import dev.granary.record.StorageFault;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Lets a user have so many sessions with a live grant at once. At the limit the newcomer is refused, and nobody is logged
 * out for it. It reads the grants of the user at each login, and nothing where there is no limit. Of logins that end at the
 * very same time a few more may get through. Safe for threads.
 */
public final class SessionLimit {

    /** The limit that is none. */
    public static final int NONE = 0;

    private final Realm realm;
    private final IntSupplier most;

    /** Counts the sessions of this realm against a limit that may change meanwhile. */
    public SessionLimit(Realm realm, IntSupplier most) {
        this.realm = realm;
        this.most = most;
    }

    /**
     * Refuses a session that would be one too many.
     *
     * @throws CapacityExceededException if it would
     * @throws dev.granary.record.StorageException if the storage fails
     */
    public void require(Subject subject, SessionId session) {
        int limit = most.getAsInt();
        if (limit != NONE && others(subject, session).size() >= limit) {
            throw new CapacityExceededException(StorageFault.of(
                    "domain",
                    "insert",
                    Grant.KIND.name(),
                    "a user has " + limit + " sessions; they have to log out of one, or the limit to be raised"));
        }
    }

    private Set<SessionId> others(Subject subject, SessionId session) {
        Instant now = realm.now();
        Set<SessionId> others = new HashSet<>();
        Selection<Grant> grants = Selection.by(Grant.BY_SUBJECT, IndexValue.of(subject.value()));
        new Listing<>(realm.records().grants(), grants)
                .forEachPage(page -> page.stream()
                        .filter(grant -> grant.isLive(now))
                        .flatMap(grant -> grant.granted().session().stream())
                        .filter(other -> !other.equals(session))
                        .forEach(others::add));
        return others;
    }
}
