package dev.granary.domain.revocation;

import dev.granary.domain.realm.Realm;
import dev.granary.fence.Fence;
import dev.granary.fence.FenceKey;
import dev.granary.grant.Granted;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.user.IdentityKey;
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The marks that bulk revocations leave for those who come late. A bulk revocation sets its fence before it walks the
 * index; whoever inserts a grant reads the fences after the write. Either the walk sees the grant or the grant sees the
 * fence. Safe for threads.
 */
public final class Fences {

    private final RecordStore<FenceKey, Fence> fences;
    private final Realm realm;
    private final Duration longestLogin;

    /**
     * Keeps the fences of a realm.
     *
     * @param longestLogin how long a login can take from its begin to its first write
     */
    public Fences(Realm realm, Duration longestLogin) {
        this.fences = realm.records().fences();
        this.realm = realm;
        this.longestLogin = longestLogin;
    }

    /** Sets the fence to {@code now}, unless a later one stands. What was written before is for the caller to walk. */
    public void set(FenceKey key, Instant now) {
        Instant retainUntil = lastWriteOf(now).plus(realm.skew());
        Fence first = new Fence(key, now, retainUntil, Stamp.first(realm.attempt()));
        Optional<Fence> standing = fences.insert(first).match(Optional::empty, Optional::of);
        while (standing.isPresent() && standing.get().at().isBefore(first.at())) {
            Fence stored = standing.get();
            Fence later = new Fence(
                    key,
                    now,
                    Times.later(retainUntil, stored.retainUntil()),
                    stored.stamp().next(realm.attempt()));
            standing = fences.replace(later, stored.revision())
                    .match(
                            Optional::empty,
                            Optional::of,
                            () -> fences.insert(first).match(Optional::empty, Optional::of));
        }
    }

    /** By when a login that began then has written its last, skew included. */
    public Instant lastWriteOf(Instant begunAt) {
        return begunAt.plus(longestLogin).plus(realm.skew());
    }

    /** Whether a bulk revocation came after this login began; in doubt, by the skew, it did. */
    public boolean stop(Granted granted) {
        return stop(List.of(granted));
    }

    /** Whether one came after any of these logins began. All fences are read at once. */
    public boolean stop(List<Granted> all) {
        Set<FenceKey> keys = all.stream().flatMap(Fences::keys).collect(Collectors.toSet());
        Map<FenceKey, Fence> standing =
                fences.findAll(keys).stream().collect(Collectors.toMap(Fence::key, Function.identity(), Fences::later));
        return all.stream()
                .anyMatch(granted -> keys(granted)
                        .flatMap(key -> Optional.ofNullable(standing.get(key)).stream())
                        .anyMatch(fence -> stops(fence, granted.begunAt())));
    }

    /** The same for anything that a login led to. Read after the write, and before anything is released. */
    public boolean stop(Collection<FenceKey> keys, Instant begunAt) {
        return fences.findAll(keys).stream().anyMatch(fence -> stops(fence, begunAt));
    }

    /** The same for what an upstream gave, which is also of one of its own subjects. */
    public boolean stop(UpstreamToken token) {
        UpstreamBinding binding = token.binding();
        List<FenceKey> keys = List.of(
                FenceKey.of(new Subject(binding.user().value())),
                FenceKey.of(binding.client()),
                FenceKey.of(token.key().session()),
                FenceKey.of(new IdentityKey(token.key().provider().value(), binding.subject())));
        return stop(keys, token.begunAt());
    }

    private boolean stops(Fence fence, Instant begunAt) {
        return begunAt.isBefore(fence.at().plus(realm.skew()));
    }

    private static Stream<FenceKey> keys(Granted granted) {
        return Stream.concat(
                Stream.of(FenceKey.of(granted.subject()), FenceKey.of(granted.client())),
                granted.session().map(FenceKey::of).stream());
    }

    private static Fence later(Fence one, Fence other) {
        return one.at().isBefore(other.at()) ? other : one;
    }
}
