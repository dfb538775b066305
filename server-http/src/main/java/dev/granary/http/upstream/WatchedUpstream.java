package dev.granary.http.upstream;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.domain.watch.Ending;
import dev.granary.domain.watch.Operation;
import dev.granary.domain.watch.OperationListener;
import dev.granary.upstream.ProviderName;
import java.time.Instant;
import java.util.function.Supplier;

/** An upstream that is watched when a login goes through it; refreshes are watched by who asks for them. */
record WatchedUpstream(Upstream upstream, OperationListener listener) implements Upstream {

    @Override
    public ProviderName name() {
        return upstream.name();
    }

    @Override
    public boolean optional() {
        return upstream.optional();
    }

    @Override
    public boolean asksEachTime() {
        return upstream.asksEachTime();
    }

    @Override
    public Departure depart() {
        return watch(Operation.DEPART_TO_UPSTREAM, upstream::depart);
    }

    @Override
    public boolean isNamed(String issuer) {
        return upstream.isNamed(issuer);
    }

    @Override
    public Arrival arrive(BroughtCode brought) {
        return watch(Operation.ARRIVE_FROM_UPSTREAM, () -> upstream.arrive(brought));
    }

    @Override
    public boolean renew() {
        return upstream.renew();
    }

    @Override
    public RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until) {
        return upstream.refresh(kept, until);
    }

    private <T> T watch(Operation operation, Supplier<T> work) {
        OperationListener.Running running = listener.begin(operation);
        Ending ended = Ending.FAILED;
        try {
            T result = work.get();
            ended = Ending.DONE;
            return result;
        } catch (UpstreamException e) {
            ended = e.isUnreachable() ? Ending.LATER : Ending.REFUSED;
            throw e;
        } catch (RuntimeException e) {
            ended = Ending.of(e);
            throw e;
        } finally {
            running.end(ended);
        }
    }
}
