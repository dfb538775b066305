package dev.granary.spi;

/**
 * How a storage's connections are used now, all its pools taken together.
 *
 * @param active how many are lent, 0 or more
 * @param idle how many are open and free, 0 or more
 * @param waiting how many threads wait for one, 0 or more
 * @param most how many there may be, 0 if there is no limit
 */
public record PoolUse(int active, int idle, int waiting, int most) {}
