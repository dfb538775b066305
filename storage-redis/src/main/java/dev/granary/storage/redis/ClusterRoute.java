package dev.granary.storage.redis;

import dev.granary.spi.PoolUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * The way to the primaries of a cluster. It uses the client's pools and its view of the slots, but not its commands,
 * which are sent again blindly when a reply is lost.
 */
final class ClusterRoute implements Route {

    private final RedisClusterClient client;
    private final Buckets buckets;
    private final AtomicReferenceArray<@Nullable HostAndPort> nodes = new AtomicReferenceArray<>(Buckets.COUNT);

    ClusterRoute(RedisClusterClient client, Buckets buckets) {
        this.client = client;
        this.buckets = buckets;
    }

    @Override
    public HostAndPort nodeOf(int bucket) {
        HostAndPort known = nodes.get(bucket);
        return known == null ? learn(bucket) : known;
    }

    @Override
    public Connection connect(HostAndPort node) {
        ConnectionPool pool = client.getClusterNodes().get(node.toString());
        if (pool == null) {
            throw new JedisConnectionException("no such node");
        }
        return pool.getResource();
    }

    @Override
    public List<Integer> onePerPrimary() {
        Map<HostAndPort, Integer> first = new LinkedHashMap<>();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            first.putIfAbsent(nodeOf(bucket), bucket);
        }
        return List.copyOf(first.values());
    }

    @Override
    public boolean follow(int bucket, JedisRedirectionException redirection) {
        HostAndPort target = redirection.getTargetNode();
        if (!client.getClusterNodes().containsKey(target.toString())) {
            refresh();
        }
        if (redirection instanceof JedisMovedDataException) {
            nodes.set(bucket, target);
        }
        return client.getClusterNodes().containsKey(target.toString());
    }

    @Override
    public void lost() {
        refresh();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            nodes.set(bucket, null);
        }
    }

    @Override
    public boolean isDivided() {
        return true;
    }

    @Override
    public PoolUse pool() {
        return Route.use(client.getClusterNodes().values());
    }

    @Override
    public void close() {
        client.close();
    }

    private HostAndPort learn(int bucket) {
        try (Connection connection = client.getConnectionFromSlot(buckets.slot(bucket))) {
            HostAndPort node = connection.getHostAndPort();
            nodes.set(bucket, node);
            return node;
        }
    }

    private void refresh() {
        try {
            client.refreshClusterTopology();
        } catch (JedisException e) {
            // No node answers. Whoever asked finds out by sending.
            return;
        }
    }
}
