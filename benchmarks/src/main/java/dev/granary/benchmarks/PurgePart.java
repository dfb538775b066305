package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.ground.Grounds;
import dev.granary.benchmarks.ground.SqlGround;
import dev.granary.benchmarks.measure.Crew;
import dev.granary.benchmarks.measure.Latencies;
import dev.granary.benchmarks.measure.Numbers;
import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.report.Expectation;
import dev.granary.benchmarks.report.Figures;
import dev.granary.benchmarks.report.Page;
import dev.granary.benchmarks.report.Table;
import dev.granary.benchmarks.work.Population;
import dev.granary.benchmarks.work.PortCalls;
import dev.granary.record.Namespace;
import dev.granary.spi.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Measures how long calls take while nothing is purged and while housekeeping has much to purge, in turn. */
final class PurgePart {

    private static final List<Backend> TABLES = List.of(Backend.H2, Backend.POSTGRESQL);
    private static final int FOREGROUND = 2000;
    private static final int THREADS = 8;
    /** A phase of these is several steps and rests long. */
    private static final int PHASES = 100;

    private static final double FACTOR = 2;

    private final Plan plan;
    private final Grounds grounds;
    private final Crew crew;

    PurgePart(Plan plan, Grounds grounds, Crew crew) {
        this.plan = plan;
        this.grounds = grounds;
        this.crew = crew;
    }

    static boolean appliesTo(Plan plan) {
        return !Collections.disjoint(TABLES, plan.backends());
    }

    Page run() {
        Table table = new Table(List.of(
                "backend",
                "p50 alone",
                "p50 beside",
                "p99 alone",
                "p99 beside",
                "factor",
                "purged a second",
                "expected"));
        for (Backend backend : TABLES) {
            if (plan.backends().contains(backend)) {
                Progress.say(backend.id() + ": " + plan.rows() + " rows to purge beside");
                table.row(row(backend));
            }
        }
        return new Page()
                .heading("## Purge beside foreground")
                .text(
                        "%s rows, two of five of them over; %d threads introspect and rotate %s other grants, while steps of"
                                .formatted(Figures.whole(plan.rows()), THREADS, Figures.whole(FOREGROUND)),
                        "1,000 follow each other as in a turn of housekeeping, each after a rest of three times as long as the one",
                        "before took. Medians of interleaved phases.")
                .table(table);
    }

    private List<String> row(Backend backend) {
        Population population = Population.of(FOREGROUND);
        try (SqlGround ground = grounds.openSql(backend)) {
            Records records = ground.storage().in(Namespace.DEFAULT);
            population.insertGrantsInto(records);
            ground.crowd(plan.rows());
            return row(backend, foreground(new PortCalls(records, population)), records);
        }
    }

    private List<String> row(Backend backend, Step foreground, Records records) {
        Duration phase = plan.phase().multipliedBy(PHASES);
        List<Latencies> alone = new ArrayList<>();
        List<Latencies> beside = new ArrayList<>();
        List<Double> purged = new ArrayList<>();
        crew.latencies(foreground, THREADS, phase);
        for (int round = 0; round < Math.min(plan.rounds(), 5); round++) {
            alone.add(crew.latencies(foreground, THREADS, phase));
            Purging purging = new Purging(records.grants());
            beside.add(crew.latencies(foreground, THREADS, phase));
            purging.end();
            purged.add(purging.removed() * 1e9 / phase.toNanos());
        }
        return shown(backend, new Measured(alone, beside), purged);
    }

    private static List<String> shown(Backend backend, Measured measured, List<Double> purged) {
        double factor = measured.beside(0.99) / measured.alone(0.99);
        return List.of(
                backend.id(),
                Figures.time(measured.alone(0.5)),
                Figures.time(measured.beside(0.5)),
                Figures.time(measured.alone(0.99)),
                Figures.time(measured.beside(0.99)),
                Figures.ratio(factor),
                Figures.shortly(median(purged.stream())),
                Expectation.atMost(FACTOR, factor));
    }

    private record Measured(List<Latencies> quiet, List<Latencies> busy) {

        double alone(double share) {
            return median(quiet.stream().map(calls -> calls.within(share)));
        }

        double beside(double share) {
            return median(busy.stream().map(calls -> calls.within(share)));
        }
    }

    private static double median(Stream<Double> values) {
        return Numbers.median(values.mapToDouble(Double::doubleValue).toArray());
    }

    private static Step foreground(PortCalls calls) {
        return lane -> lane.any(2) == 0 ? calls.introspect(lane) : calls.rotate(lane);
    }
}
