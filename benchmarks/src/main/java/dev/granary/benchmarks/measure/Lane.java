package dev.granary.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/** What one thread of a measurement has to itself. Not safe for threads. */
public final class Lane {

    private final int number;
    private final int lanes;
    private long state;
    private @Nullable Object kept;

    /** Lane {@code number} of {@code lanes}, counted from 0. */
    public Lane(int number, int lanes) {
        this.number = number;
        this.lanes = lanes;
        this.state = 0x9E3779B97F4A7C15L * (number + 1);
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** A random index below {@code bound} that no other lane picks, so that lanes never contend for a record. */
    public int pick(int bound) {
        int share = bound / lanes;
        return share == 0 ? number % bound : number + lanes * any(share);
    }

    /** A random number below {@code bound}. */
    public int any(int bound) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) Math.floorMod(state, (long) bound);
    }

    /** Takes a result, so that the compiler cannot leave out what made it. */
    void keep(Object result) {
        kept = result;
    }

    /** The last result. */
    public @Nullable Object kept() {
        return kept;
    }
}
