package dev.granary.domain.watch;

import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.UpstreamOutcome;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@link UpstreamTokens} that are watched. */
final class WatchedUpstreamTokens implements UpstreamTokens {

    private final UpstreamTokens tokens;
    private final Watch watch;

    WatchedUpstreamTokens(UpstreamTokens tokens, Watch watch) {
        this.tokens = tokens;
        this.watch = watch;
    }

    @Override
    public SaveOutcome save(UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding, Instant begunAt) {
        return saving(() -> tokens.save(key, set, binding, begunAt));
    }

    @Override
    public SaveOutcome keep(UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding, Instant begunAt) {
        return saving(() -> tokens.keep(key, set, binding, begunAt));
    }

    @Override
    public SaveOutcome renew(UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding, Instant begunAt) {
        return saving(() -> tokens.renew(key, set, binding, begunAt));
    }

    @Override
    public Set<ProviderName> settle(SessionId session, Collection<ProviderName> upstreams, UserId user) {
        return watch.watch(Operation.SAVE_UPSTREAM_TOKENS, () -> tokens.settle(session, upstreams, user));
    }

    @Override
    public UpstreamOutcome find(UpstreamTokenKey key, Holder holder) {
        return watch.watch(
                Operation.FIND_UPSTREAM_TOKENS,
                () -> tokens.find(key, holder),
                outcome -> outcome.match(new UpstreamOutcome.Cases<>(
                        found -> Ending.DONE,
                        expired -> Ending.EXPIRED,
                        () -> Ending.MISMATCHED,
                        () -> Ending.UNKNOWN)));
    }

    @Override
    public List<KeptUpstreamTokens> ofSession(SessionId session, Holder holder) {
        return watch.watch(Operation.FIND_UPSTREAM_TOKENS, () -> tokens.ofSession(session, holder));
    }

    @Override
    public Optional<KeptUpstreamTokens> latest(UserId user, ProviderName provider) {
        return watch.watch(
                Operation.FIND_UPSTREAM_TOKENS,
                () -> tokens.latest(user, provider),
                found -> found.isPresent() ? Ending.DONE : Ending.UNKNOWN);
    }

    @Override
    public int endSession(SessionId session) {
        return watch.watch(Operation.END_SESSION, () -> tokens.endSession(session));
    }

    @Override
    public boolean end(UpstreamTokenKey key) {
        return watch.watch(Operation.END_SESSION, () -> tokens.end(key));
    }

    private SaveOutcome saving(Supplier<SaveOutcome> save) {
        return watch.watch(Operation.SAVE_UPSTREAM_TOKENS, save, outcome -> switch (outcome) {
            case SAVED -> Ending.DONE;
            case FENCED -> Ending.FENCED;
        });
    }
}
