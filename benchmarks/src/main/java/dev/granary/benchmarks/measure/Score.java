package dev.granary.benchmarks.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How one operation did beside the raw one, over all rounds.
 *
 * @param name the operation's name
 * @param rounds what was measured in each
 */
public record Score(String name, List<Round> rounds) {

    /**
     * What was measured in one round, in calls a second.
     *
     * @param own the operation
     * @param before the raw operation, in the round's first phase
     * @param after the raw operation, in the round's last phase
     */
    public record Round(double own, double before, double after) {

        double raw() {
            return (before + after) / 2;
        }

        double ratio() {
            return own / raw();
        }
    }

    /** Copies the list. */
    public Score {
        rounds = List.copyOf(rounds);
    }

    /** Calls a second, the median of the rounds. */
    public double own() {
        return Numbers.median(all(Round::own));
    }

    /** Raw calls a second, the median of the rounds. */
    public double raw() {
        return Numbers.median(all(Round::raw));
    }

    /** The share of the raw operation's calls a second, the median of the rounds. */
    public double ratio() {
        return Numbers.median(all(Round::ratio));
    }

    /** The ratio that a quarter of the rounds, or three, stay below. */
    public double ratioQuartile(double share) {
        return Numbers.quantile(all(Round::ratio), share);
    }

    /** By how much the two raw phases of a round differ, as a share of their mean; the median of the rounds. */
    public double rawSpread() {
        return Numbers.median(all(round -> Math.abs(round.before() - round.after()) / round.raw()));
    }

    private double[] all(ToDoubleFunction<Round> of) {
        return rounds.stream().mapToDouble(of).toArray();
    }
}
