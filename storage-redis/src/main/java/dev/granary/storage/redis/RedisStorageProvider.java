package dev.granary.storage.redis;

import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;
import java.util.Optional;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Opens {@link RedisStorage}s by {@code redis://}, {@code rediss://}, {@code redis-sentinel://} and {@code
 * redis-cluster://}. Options stand beside the URL or in its query; the operator's documentation lists them.
 */
public final class RedisStorageProvider implements StorageProvider {

    private final Function<String, Optional<String>> environment;

    /** For the service loader. */
    public RedisStorageProvider() {
        this(name -> Optional.ofNullable(System.getenv(name)));
    }

    RedisStorageProvider(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    @Override
    public String id() {
        return RedisStorage.ID;
    }

    @Override
    public String exampleUrl() {
        return "redis://localhost:6379/0";
    }

    @Override
    public boolean accepts(String url) {
        return RedisUrl.accepts(url);
    }

    @Override
    public Storage open(StorageSettings settings) {
        RedisSettings taken = RedisSettings.of(settings, environment);
        try {
            return open(taken, settings);
        } catch (StorageUnavailableException e) {
            throw unreachable(
                    taken, e.fault().code().orElse(""), ", " + e.fault().remedy());
        } catch (JedisException e) {
            throw unreachable(taken, Faults.codeOf(e), "");
        }
    }

    private static Storage open(RedisSettings taken, StorageSettings settings) {
        Buckets buckets = new Buckets();
        Route route = RedisClients.connect(taken, buckets);
        RedisStorage.Builder builder = new RedisStorage.Builder(route, buckets, settings.clock());
        builder.prefix(taken.prefix());
        if (taken.replication().isAwaited()) {
            builder.waitReplicas(
                    taken.replication().replicas(), taken.replication().patience());
        }
        if (taken.allowsEviction()) {
            builder.allowEviction();
        }
        try {
            return builder.open(true);
        } catch (RuntimeException e) {
            route.close();
            throw e;
        }
    }

    private static StorageUnavailableException unreachable(RedisSettings taken, String code, String remedy) {
        return new StorageUnavailableException(new StorageFault(
                RedisStorage.ID,
                "open",
                "storage",
                Optional.empty(),
                Optional.of(code),
                "tried " + taken.describe() + remedy));
    }
}
