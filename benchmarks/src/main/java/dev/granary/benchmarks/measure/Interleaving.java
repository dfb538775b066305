package dev.granary.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures in rounds. A round is a phase of the raw operation, one of each contender, and another raw one, so that a
 * ratio compares neighbours in time, and the raw operation's difference to itself shows what a ratio is worth. Every
 * other round takes the contenders in the opposite order.
 */
public final class Interleaving {

    private final Crew crew;
    private final int rounds;
    private final Duration phase;

    /** Measures by {@code crew} in {@code rounds} of phases of this length, after one that is not counted. */
    public Interleaving(Crew crew, int rounds, Duration phase) {
        this.crew = crew;
        this.rounds = rounds;
        this.phase = phase;
    }

    /** Measures with this many threads. */
    public List<Score> run(Contest contest, int lanes) {
        List<Contender> contenders = contest.contenders();
        List<List<Score.Round>> measured = new ArrayList<>();
        contenders.forEach(contender -> measured.add(new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            List<Score.Round> results = round(contest, lanes, round % 2 == 0);
            for (int i = 0; i < results.size() && round > 0; i++) {
                measured.get(i).add(results.get(i));
            }
        }
        return IntStream.range(0, contenders.size())
                .mapToObj(i -> new Score(contenders.get(i).name(), measured.get(i)))
                .toList();
    }

    private List<Score.Round> round(Contest contest, int lanes, boolean forwards) {
        int count = contest.contenders().size();
        double[] own = new double[count];
        double before = crew.perSecond(contest.raw(), lanes, phase);
        for (int i = 0; i < count; i++) {
            int turn = forwards ? i : count - 1 - i;
            own[turn] = crew.perSecond(contest.contenders().get(turn).step(), lanes, phase);
        }
        double after = crew.perSecond(contest.raw(), lanes, phase);
        return Arrays.stream(own)
                .mapToObj(calls -> new Score.Round(calls, before, after))
                .toList();
    }
}
