package dev.granary.storage.redis;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;

/** Makes clients of our own. */
final class RedisClients {

    private RedisClients() {}

    /**
     * Makes the client that the URL asks for.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if no sentinel or node of a cluster answers; a single
     *     server is not asked yet
     */
    static Route connect(RedisSettings settings, Buckets buckets) {
        JedisClientConfig server = config(settings, settings.server(), settings.database());
        ConnectionPoolConfig pool = pool(settings);
        return switch (settings.url().mode()) {
            case STANDALONE ->
                PoolRoute.of(RedisClient.builder()
                        .hostAndPort(settings.url().hosts().iterator().next())
                        .clientConfig(server)
                        .poolConfig(pool)
                        .build());
            case SENTINEL ->
                PoolRoute.of(RedisSentinelClient.builder()
                        .masterName(settings.url().path())
                        .sentinels(settings.url().hosts())
                        .sentinelClientConfig(config(settings, settings.sentinel(), 0))
                        .clientConfig(server)
                        .poolConfig(pool)
                        .build());
            case CLUSTER ->
                new ClusterRoute(
                        RedisClusterClient.builder()
                                .nodes(settings.url().hosts())
                                .clientConfig(server)
                                .poolConfig(pool)
                                .maxAttempts(1)
                                .build(),
                        buckets);
        };
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
