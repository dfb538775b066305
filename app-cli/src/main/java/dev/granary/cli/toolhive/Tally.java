package dev.granary.cli.toolhive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of every row, by kind. Not safe for threads. */
final class Tally {

    private final Map<RowKind, Map<Fate.Verdict, Integer>> verdicts = new EnumMap<>(RowKind.class);
    private final List<Damage> damages = new ArrayList<>();

    /**
     * A row that could not be read.
     *
     * @param kind its kind
     * @param key its key, fit to be shown
     * @param expected what was expected
     */
    record Damage(RowKind kind, String key, String expected) {}

    /** Counts a row. */
    void add(RowKind kind, Fate.Verdict verdict) {
        verdicts.computeIfAbsent(kind, none -> new LinkedHashMap<>()).merge(verdict, 1, Integer::sum);
    }

    /** Counts a row that could not be read. */
    void add(Damage damage) {
        damages.add(damage);
    }

    /** How many rows of a kind met this fate. */
    int count(RowKind kind, Fate fate) {
        return of(kind).entrySet().stream()
                .filter(each -> each.getKey().fate() == fate)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** How many rows of a kind were neither imported nor there already, nor damaged. */
    int skipped(RowKind kind) {
        return skips(kind).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Why rows of a kind were skipped, and how many. */
    Map<Fate.Verdict, Integer> skips(RowKind kind) {
        Map<Fate.Verdict, Integer> skips = new LinkedHashMap<>(of(kind));
        skips.keySet().removeIf(verdict -> !verdict.fate().isSkip());
        return skips;
    }

    /** The rows that could not be read. */
    List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** How many rows of a kind could not be read. */
    int damaged(RowKind kind) {
        return (int) damages.stream().filter(damage -> damage.kind() == kind).count();
    }

    /** How many rows of a kind were read. */
    int read(RowKind kind) {
        return count(kind, Fate.IMPORTED) + count(kind, Fate.PRESENT) + skipped(kind) + damaged(kind);
    }

    /** Whether there is nothing that the operator should look at. */
    boolean isClean() {
        return damages.isEmpty()
                && verdicts.values().stream()
                        .flatMap(each -> each.keySet().stream())
                        .noneMatch(verdict -> verdict.fate().isWorthALook());
    }

    private Map<Fate.Verdict, Integer> of(RowKind kind) {
        return verdicts.getOrDefault(kind, Map.of());
    }
}
