package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.measure.Score;
import dev.granary.benchmarks.report.Expectation;
import dev.granary.benchmarks.report.Figures;
import dev.granary.benchmarks.report.Page;
import dev.granary.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes down how a backend did. Not safe for threads. */
final class RatioTables {

    private static final double FLAT = 1.2;

    private final Backend backend;
    private final Plan plan;
    private final List<Cell> cells = new ArrayList<>();
    private List<Costs> costs = List.of();

    RatioTables(Backend backend, Plan plan) {
        this.backend = backend;
        this.plan = plan;
    }

    /** One score, with this many grants in the store, by this many threads. */
    record Cell(int grants, int threads, Score score) {

        String operation() {
            return score.name();
        }
    }

    void add(Cell cell) {
        cells.add(cell);
    }

    void costs(List<Costs> found) {
        costs = List.copyOf(found);
    }

    Page page() {
        Page page = new Page().heading("### " + backend.id()).table(ratios()).text();
        if (plan.grantsIn(backend).size() > 1) {
            page.table(growth()).text();
        }
        return page.table(costTable());
    }

    private Table ratios() {
        List<String> columns = new ArrayList<>(List.of("operation", "grants"));
        plan.threads().forEach(threads -> columns.add(threads + (threads == 1 ? " thread" : " threads")));
        columns.add("expected");
        Table table = new Table(columns);
        for (String operation : operations()) {
            for (int grants : plan.grantsIn(backend)) {
                table.row(row(operation, grants));
            }
        }
        return table;
    }

    private List<String> row(String operation, int grants) {
        List<String> row = new ArrayList<>(List.of(operation, Figures.whole(grants)));
        cells(operation, grants).forEach(cell -> row.add(shown(cell.score())));
        Optional<Double> target = backend.target(operation);
        row.add(target.map(least -> Expectation.atLeast(least, leastRatio(operation, grants)))
                .orElse(""));
        return row;
    }

    private static String shown(Score score) {
        return "**%s** (%s to %s) %s of %s ±%s"
                .formatted(
                        Figures.ratio(score.ratio()),
                        Figures.ratio(score.ratioQuartile(0.25)),
                        Figures.ratio(score.ratioQuartile(0.75)),
                        Figures.shortly(score.own()),
                        Figures.shortly(score.raw()),
                        Figures.percent(score.rawSpread()));
    }

    /** By the largest numbers of threads: a single one measures the machine's way to wake up. */
    private double leastRatio(String operation, int grants) {
        return cells(operation, grants)
                .filter(cell -> cell.threads() > 1)
                .mapToDouble(cell -> cell.score().ratio())
                .min()
                .orElseThrow();
    }

    private Table growth() {
        int few = plan.grantsIn(backend).get(0);
        int many = plan.grantsIn(backend).get(plan.grantsIn(backend).size() - 1);
        Table table = new Table(List.of(
                "growth, " + Figures.whole(few) + " to " + Figures.whole(many) + " grants",
                "time for a call",
                "raw",
                "beyond raw's"));
        for (String operation : operations()) {
            double own = growth(operation, few, many, true);
            double raw = growth(operation, few, many, false);
            table.row(List.of(
                    operation,
                    "x " + Figures.ratio(own),
                    "x " + Figures.ratio(raw),
                    Expectation.atMost(FLAT, own / raw)));
        }
        return table;
    }

    private double growth(String operation, int few, int many, boolean own) {
        Score before = last(operation, few);
        Score after = last(operation, many);
        return own ? before.own() / after.own() : before.raw() / after.raw();
    }

    private Score last(String operation, int grants) {
        return cells(operation, grants)
                .reduce((one, other) -> other)
                .orElseThrow()
                .score();
    }

    private Table costTable() {
        Table table = new Table(List.of("cost of a call", "sent to the server", "bytes allocated"));
        costs.forEach(cost -> table.row(List.of(cost.operation(), cost.verbs(), Figures.whole(cost.bytes()))));
        return table;
    }

    private List<String> operations() {
        return cells.stream().map(Cell::operation).distinct().toList();
    }

    private Stream<Cell> cells(String operation, int grants) {
        return cells.stream().filter(cell -> cell.operation().equals(operation) && cell.grants() == grants);
    }
}
