package dev.granary.grant;

import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a grant's chain of credentials stands. Its size does not grow with its length.
 *
 * @param generation the current credential's place: 0 the code, 1 and on the refresh tokens
 * @param floor the lowest generation whose access tokens are live
 * @param current what may be presented next; empty in a grant without a chain
 * @param previous what was presented last
 * @param spentAt when the last generations were spent, newest first, at most four; what is too old to matter is left out
 */
public record Chain(
        int generation, int floor, Optional<Credential> current, Optional<Spent> previous, List<Instant> spentAt) {

    /** How many spending times are kept. */
    public static final int SPENT_TIMES = 4;

    /** A grant that has access tokens and nothing to redeem. */
    public static final Chain NONE = new Chain(0, 0, Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. @throws IllegalArgumentException if a number is negative or there are more than four times */
    public Chain {
        spentAt = micros(spentAt);
        if (generation < 0 || floor < 0 || spentAt.size() > SPENT_TIMES) {
            throw new IllegalArgumentException(
                    "chain: expected generation and floor of 0 or more and at most " + SPENT_TIMES + " times");
        }
    }

    static Chain begin(Credential code) {
        return new Chain(0, 0, Optional.of(code), Optional.empty(), List.of());
    }

    /** Spends the current credential and installs the next, which need not differ. */
    Chain advance(Credential next, Spent spent, boolean raiseFloor, Instant now) {
        int following = Math.addExact(generation, 1);
        // Two clocks may differ, so that what is forgotten here is past every forbearance elsewhere, too.
        Instant oldest = now.minus(GrantPolicy.LONGEST_FORBEARANCE).minus(GrantPolicy.LONGEST_SKEW);
        List<Instant> times = Stream.concat(Stream.of(now), spentAt.stream().takeWhile(oldest::isBefore))
                .limit(SPENT_TIMES)
                .toList();
        return new Chain(following, raiseFloor ? following : floor, Optional.of(next), Optional.of(spent), times);
    }

    Chain withFloor(int least) {
        return new Chain(generation, Math.max(floor, least), current, previous, spentAt);
    }

    Chain withoutSuccessor() {
        return new Chain(generation, floor, current, previous.map(Spent::withoutSuccessor), spentAt);
    }

    boolean isCurrent(TokenHash hash) {
        return current.filter(credential -> credential.hash().matches(hash)).isPresent();
    }

    boolean isPrevious(TokenHash hash) {
        return previous.filter(spent -> spent.hash().matches(hash)).isPresent();
    }

    /** When this generation was spent, as long as that is remembered. */
    Optional<Instant> spentAt(int spentGeneration) {
        int back = generation - 1 - spentGeneration;
        return back >= 0 && back < spentAt.size() ? Optional.of(spentAt.get(back)) : Optional.empty();
    }

    private static List<Instant> micros(List<Instant> times) {
        Instant[] cut = new Instant[times.size()];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = Times.micros(times.get(i));
        }
        return List.of(cut);
    }
}
