package dev.granary.benchmarks.ground;

import dev.granary.spi.Storage;
import dev.granary.storage.redis.RedisStorage;
import java.time.InstantSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A storage on one server, and the slots of a cluster that its keys would lie in. */
public final class Slots implements AutoCloseable {

    /** How many slots every cluster has. */
    public static final int COUNT = 16_384;

    private static final int STEP = 10_000;

    private final RedisClient client;
    private final Storage storage;

    Slots(int port) {
        this.client = RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(RedisGround.PATIENT)
                .build();
        client.flushAll();
        this.storage = RedisStorage.builder(client, InstantSource.system()).open();
    }

    /** The storage, empty at first. */
    public Storage storage() {
        return storage;
    }

    /** How many keys each slot would hold, by the hash that clients and servers go by. */
    public int[] keys() {
        int[] keys = new int[COUNT];
        ScanParams step = new ScanParams().count(STEP);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> found = client.scan(cursor, step);
            found.getResult().forEach(key -> keys[JedisClusterCRC16.getSlot(key)]++);
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys;
    }

    @Override
    public void close() {
        storage.close();
        client.close();
    }
}
