package dev.granary.domain.upstream;

import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The refreshes that this node has underway, one for each record. Whoever gives up waiting ends none. */
final class Refreshes {

    private final Logger log = LoggerFactory.getLogger(Refreshes.class);
    private final ConcurrentMap<UpstreamTokenKey, CompletableFuture<RefreshEnd>> underway = new ConcurrentHashMap<>();
    private final TokenRefresh refresh;
    private final Executor executor;

    Refreshes(TokenRefresh refresh, Executor executor) {
        this.refresh = refresh;
        this.executor = executor;
    }

    /** Joins the refresh of this record, or begins it. */
    CompletableFuture<RefreshEnd> join(UpstreamToken loaded) {
        CompletableFuture<RefreshEnd> mine = new CompletableFuture<>();
        Optional<CompletableFuture<RefreshEnd>> theirs = Optional.ofNullable(underway.putIfAbsent(loaded.key(), mine));
        return theirs.orElseGet(() -> begin(loaded, mine));
    }

    private CompletableFuture<RefreshEnd> begin(UpstreamToken loaded, CompletableFuture<RefreshEnd> mine) {
        try {
            executor.execute(() -> work(loaded, mine));
        } catch (RejectedExecutionException e) {
            log.warn("the executor takes no refresh of upstream tokens: {}", e.toString());
            underway.remove(loaded.key(), mine);
            mine.complete(RefreshEnd.later(RefreshFault.BUSY));
        }
        return mine;
    }

    /** Leaves before it answers: who comes after the answer must not get what was true before. */
    private void work(UpstreamToken loaded, CompletableFuture<RefreshEnd> mine) {
        try {
            RefreshEnd end = refresh.run(loaded);
            underway.remove(loaded.key(), mine);
            mine.complete(end);
        } catch (RuntimeException | Error e) {
            underway.remove(loaded.key(), mine);
            mine.completeExceptionally(e);
        }
    }
}
