package dev.granary.storage.redis;

import java.time.InstantSource;

/**
 * What all stores of a storage share.
 *
 * @param exchange the way to the servers
 * @param scripts what is run there
 * @param buckets how keys are divided
 * @param prefix what every key begins with
 * @param clock tells the storage's time
 */
record Ground(Exchange exchange, Scripts scripts, Buckets buckets, String prefix, InstantSource clock) {}
