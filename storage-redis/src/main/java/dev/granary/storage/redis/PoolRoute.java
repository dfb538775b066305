package dev.granary.storage.redis;

import dev.granary.spi.PoolUse;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.Pool;

/** The way to one primary: the only server, or the one that the sentinels name. */
final class PoolRoute implements Route {

    private static final HostAndPort ONLY = new HostAndPort("primary", 0);

    private final UnifiedJedis client;
    private final Supplier<Pool<Connection>> pool;

    private PoolRoute(UnifiedJedis client, Supplier<Pool<Connection>> pool) {
        this.client = client;
        this.pool = pool;
    }

    static Route of(RedisClient client) {
        return new PoolRoute(client, client::getPool);
    }

    static Route of(RedisSentinelClient client) {
        // Asked for anew each time, since it is another one after a failover.
        return new PoolRoute(
                client,
                () -> client.getPrimaryNodesConnectionMap().values().iterator().next());
    }

    @Override
    public HostAndPort nodeOf(int bucket) {
        return ONLY;
    }

    @Override
    public Connection connect(HostAndPort node) {
        return pool.get().getResource();
    }

    @Override
    public List<Integer> onePerPrimary() {
        return List.of(0);
    }

    @Override
    public boolean follow(int bucket, JedisRedirectionException redirection) {
        return false;
    }

    @Override
    public void lost() {
        // The sentinels tell the client, and a single server has no other.
    }

    @Override
    public boolean isDivided() {
        return false;
    }

    @Override
    public PoolUse pool() {
        return Route.use(List.of(pool.get()));
    }

    @Override
    public void close() {
        client.close();
    }
}
