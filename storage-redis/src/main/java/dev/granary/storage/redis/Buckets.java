package dev.granary.storage.redis;

import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The parts that all keys are divided into. A bucket has one hash tag, so whatever belongs together lies in one slot of
 * a cluster and one script can touch it. The tags are chosen so that the slots are 16 apart: however a cluster divides
 * its slots among primaries, each gets its share of the buckets.
 */
final class Buckets {

    /** How many there are. Redis advises at most 1,000 primaries, so each can have one. */
    static final int COUNT = 1024;

    private static final int SLOTS_EACH = 16_384 / COUNT;

    private final String[] tags = new String[COUNT];

    Buckets() {
        int missing = COUNT;
        for (int candidate = 0; missing > 0; candidate++) {
            String tag = Integer.toString(candidate);
            int bucket = JedisClusterCRC16.getSlot(tag) / SLOTS_EACH;
            if (tags[bucket] == null) {
                tags[bucket] = tag;
                missing--;
            }
        }
    }

    /** The hash tag of a bucket, without braces. */
    String tag(int bucket) {
        return tags[bucket];
    }

    /** The cluster slot that the keys of a bucket lie in. */
    int slot(int bucket) {
        return JedisClusterCRC16.getSlot(tags[bucket]);
    }
}
