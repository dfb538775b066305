package dev.granary.storage.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;

/**
 * Sends requests and brings the replies. Nothing is ever sent twice unless a server said that it did not do it. One
 * connection is held at a time, so callers cannot lock each other out of the pools.
 */
final class Exchange {

    private final Route route;
    private final Replication replication;
    private final Duration patience;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param patience how long a request waits for its slot to arrive at another node */
    Exchange(Route route, Replication replication, Duration patience) {
        this.route = route;
        this.replication = replication;
        this.patience = patience;
    }

    /**
     * Sends all requests, those for one node as one pipeline, and returns their replies in the order of the requests.
     *
     * @throws dev.granary.record.StorageException as the task's effect demands
     */
    List<@Nullable Object> send(Task task, List<Request> requests) {
        requireOpen(task);
        return new Delivery(this, task, requests, patience).replies();
    }

    /** Sends one request. */
    @Nullable
    Object send(Task task, Request request) {
        return send(task, List.of(request)).get(0);
    }

    void requireOpen(Task task) {
        if (closed.get()) {
            throw Faults.closed(task);
        }
    }

    Route route() {
        return route;
    }

    Replication replication() {
        return replication;
    }

    Connection connect(HostAndPort node) {
        return route.connect(node);
    }

    /** Says whether this call closed it. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }

    boolean isClosed() {
        return closed.get();
    }
}
