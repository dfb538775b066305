package dev.granary.domain.upstream;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.lease.Lease;
import dev.granary.lease.LeaseName;
import dev.granary.record.Sha256;
import dev.granary.record.Stamp;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is said against access tokens that have not expired. An API that refuses every token must not have the upstream
 * asked for a new one at each request, so it is heard once a minute, by all nodes together.
 */
record Rejections(Realm realm) {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Whether nobody was heard on this within the last minute. */
    boolean isHeard(UpstreamTokenKey key) {
        LeaseName name = new LeaseName("upstream_rejected "
                + Sha256.base64Url(key.provider().value() + "/" + key.session().value()));
        Instant until = realm.now().plus(PAUSE);
        Lease lease = new Lease(name, realm.id(), until, until, Stamp.first(realm.attempt()));
        return new Writes().send(() -> realm.records().leases().insert(lease)).match(() -> true, standing -> false);
    }

    /** The same tokens, to be refreshed before they are given out again. */
    UpstreamToken expired(UpstreamToken stored) {
        return new UpstreamToken(
                stored.key(),
                MergedTokens.expired(stored.tokens(), realm.now()),
                stored.binding(),
                stored.refresh(),
                stored.begunAt(),
                stored.stamp().next(realm.attempt()));
    }

    void tell(UpstreamToken token) {
        realm.tell(
                AuditType.UPSTREAM_TOKEN_REJECTED,
                Optional.of(token.binding().client()),
                1,
                "user " + token.binding().user().value() + " at "
                        + token.key().provider().value());
    }
}
