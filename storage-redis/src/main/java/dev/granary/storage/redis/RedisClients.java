package dev.granary.storage.redis;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** Makes clients of our own. */
final class RedisClients {

    private RedisClients() {}

    /**
     * Makes the client that the URL asks for, and the way through it.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if no sentinel or node of a cluster answers; a single
     *     server is not asked yet
     */
    static Route connect(RedisSettings settings, Buckets buckets) {
        return switch (settings.url().mode()) {
            case STANDALONE -> PoolRoute.of(standalone(settings));
            case SENTINEL -> PoolRoute.of(sentinel(settings));
            case CLUSTER -> new ClusterRoute(cluster(settings), buckets);
        };
    }

    /**
     * Makes the client that the URL asks for.
     *
     * @throws redis.clients.jedis.exceptions.JedisException as {@link #connect} does
     */
    static UnifiedJedis client(RedisSettings settings) {
        return switch (settings.url().mode()) {
            case STANDALONE -> standalone(settings);
            case SENTINEL -> sentinel(settings);
            case CLUSTER -> cluster(settings);
        };
    }

    private static RedisClient standalone(RedisSettings settings) {
        return RedisClient.builder()
                .hostAndPort(settings.url().hosts().iterator().next())
                .clientConfig(server(settings))
                .poolConfig(pool(settings))
                .build();
    }

    private static RedisSentinelClient sentinel(RedisSettings settings) {
        return RedisSentinelClient.builder()
                .masterName(settings.url().path())
                .sentinels(settings.url().hosts())
                .sentinelClientConfig(config(settings, settings.sentinel(), 0))
                .clientConfig(server(settings))
                .poolConfig(pool(settings))
                .build();
    }

    private static RedisClusterClient cluster(RedisSettings settings) {
        return RedisClusterClient.builder()
                .nodes(settings.url().hosts())
                .clientConfig(server(settings))
                .poolConfig(pool(settings))
                .maxAttempts(1)
                .build();
    }

    private static JedisClientConfig server(RedisSettings settings) {
        return config(settings, settings.server(), settings.database());
    }

    private static JedisClientConfig config(RedisSettings settings, RedisSettings.Login login, int database) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .socketTimeoutMillis(Math.toIntExact(settings.timeout().toMillis()))
                .database(database)
                // Servers before 7.2 do not know the command, and their access lists cannot name it.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .clientName("granary");
        login.user().ifPresent(config::user);
        login.password().ifPresent(config::password);
        settings.tls().ifPresent(config::sslOptions);
        return config.build();
    }

    private static ConnectionPoolConfig pool(RedisSettings settings) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.poolSize());
        pool.setMaxIdle(settings.poolSize());
        // Who waits longer for a connection than for a reply gains nothing.
        pool.setMaxWait(settings.timeout());
        return pool;
    }
}
