package dev.granary.domain.watch;

import dev.granary.consent.ConsentKey;
import dev.granary.domain.consent.ConsentOutcome;
import dev.granary.domain.consent.Consents;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.SortedSet;

/** {@link Consents} that are watched when they are kept. */
final class WatchedConsents implements Consents {

    private final Consents consents;
    private final Watch watch;

    WatchedConsents(Consents consents, Watch watch) {
        this.consents = consents;
        this.watch = watch;
    }

    @Override
    public boolean cover(ConsentKey who, Scopes scopes, SortedSet<Resource> resources) {
        return consents.cover(who, scopes, resources);
    }

    @Override
    public ConsentOutcome allow(ConsentKey who, Scopes scopes, SortedSet<Resource> resources, Instant begunAt) {
        return watch.watch(
                Operation.KEEP_CONSENT,
                () -> consents.allow(who, scopes, resources, begunAt),
                outcome -> switch (outcome) {
                    case RECORDED -> Ending.DONE;
                    case FENCED -> Ending.FENCED;
                });
    }
}
