package dev.granary.storage.redis;

import dev.granary.spi.PoolUse;
import java.util.Collection;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.Pool;

/** The way to the servers, through a client's pools. Nothing is sent that {@link Exchange} does not send. */
interface Route {

    /** The primary that a bucket lies at, as far as is known. */
    HostAndPort nodeOf(int bucket);

    /** A connection to a node from its pool; closing it gives it back. */
    Connection connect(HostAndPort node);

    /** One bucket of each primary that is known. */
    List<Integer> onePerPrimary();

    /** Takes notice that a server sent us elsewhere; {@code false} if that cannot be followed. */
    boolean follow(int bucket, JedisRedirectionException redirection);

    /** Takes notice that a node did not answer. */
    void lost();

    /** Whether keys of different buckets may lie at different nodes. */
    boolean isDivided();

    /** How the connections of all pools are used. */
    PoolUse pool();

    /** Closes the client. */
    void close();

    /** How the connections of these pools are used; a pool without a limit makes all of them so. */
    static PoolUse use(Collection<? extends Pool<Connection>> pools) {
        int most = pools.stream().mapToInt(Pool::getMaxTotal).sum();
        boolean endless = pools.stream().anyMatch(pool -> pool.getMaxTotal() < 0);
        return new PoolUse(
                pools.stream().mapToInt(Pool::getNumActive).sum(),
                pools.stream().mapToInt(Pool::getNumIdle).sum(),
                pools.stream().mapToInt(Pool::getNumWaiters).sum(),
                endless ? 0 : most);
    }
}
