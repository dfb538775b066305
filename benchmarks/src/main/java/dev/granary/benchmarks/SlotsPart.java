package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.ground.Grounds;
import dev.granary.benchmarks.ground.Slots;
import dev.granary.benchmarks.report.Expectation;
import dev.granary.benchmarks.report.Figures;
import dev.granary.benchmarks.report.Page;
import dev.granary.benchmarks.report.Table;
import dev.granary.benchmarks.work.Population;
import dev.granary.record.Namespace;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Counts how evenly keys are spread over clusters, beside keys that are thrown at slots by chance. */
final class SlotsPart {

    private static final List<Integer> PRIMARIES = List.of(3, 6, 12, 100);
    private static final int REFERENCE = 3;
    private static final double MOST = 0.05;
    private static final long SEED = 20_250_101;

    private final Plan plan;
    private final Grounds grounds;

    SlotsPart(Plan plan, Grounds grounds) {
        this.plan = plan;
        this.grounds = grounds;
    }

    static boolean appliesTo(Plan plan) {
        return plan.backends().contains(Backend.REDIS);
    }

    Page run() {
        int grants = plan.grants().get(plan.grants().size() - 1);
        int[] ours = keysOf(grants);
        int[] chance = byChance(IntStream.of(ours).sum());
        Table table = new Table(List.of(
                "primaries", "keys each, if fair", "fewest", "most", "largest deviation", "by chance", "expected"));
        PRIMARIES.forEach(primaries -> table.row(row(primaries, ours, chance)));
        Progress.say("redis: slots counted");
        return new Page()
                .heading("## Spread over a cluster")
                .text(
                        "The keys of " + Figures.whole(grants) + " grants with all that lists them, by the slots that"
                                + " they lie in, where each primary has",
                        "an equal range of the slots. Beside them as many keys, each thrown at a slot by chance.")
                .table(table);
    }

    private static List<String> row(int primaries, int[] ours, int[] chance) {
        int[] keys = shares(ours, primaries);
        double fair = IntStream.of(keys).average().orElseThrow();
        double deviation = deviation(keys);
        return List.of(
                Integer.toString(primaries),
                Figures.whole(fair),
                Figures.whole(IntStream.of(keys).min().orElseThrow()),
                Figures.whole(IntStream.of(keys).max().orElseThrow()),
                percent(deviation),
                percent(deviation(shares(chance, primaries))),
                primaries == REFERENCE ? Expectation.atMost(MOST, deviation) : "");
    }

    private int[] keysOf(int grants) {
        try (Slots slots = grounds.openSlots()) {
            Population.of(grants).insertGrantsInto(slots.storage().in(Namespace.DEFAULT));
            return slots.keys();
        }
    }

    private static int[] byChance(int keys) {
        int[] slots = new int[Slots.COUNT];
        new Random(SEED).ints(keys, 0, Slots.COUNT).forEach(slot -> slots[slot]++);
        return slots;
    }

    /** How many keys each primary holds. */
    private static int[] shares(int[] slots, int primaries) {
        return IntStream.range(0, primaries)
                .map(primary -> Arrays.stream(
                                slots, primary * Slots.COUNT / primaries, (primary + 1) * Slots.COUNT / primaries)
                        .sum())
                .toArray();
    }

    private static double deviation(int[] keys) {
        double fair = IntStream.of(keys).average().orElseThrow();
        return IntStream.of(keys)
                .mapToDouble(each -> Math.abs(each - fair) / fair)
                .max()
                .orElseThrow();
    }

    private static String percent(double share) {
        return Figures.ratio(100 * share) + " %";
    }
}
