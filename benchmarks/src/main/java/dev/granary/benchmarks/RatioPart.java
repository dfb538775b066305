package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.ground.Ground;
import dev.granary.benchmarks.ground.Grounds;
import dev.granary.benchmarks.ground.Limit;
import dev.granary.benchmarks.measure.Contest;
import dev.granary.benchmarks.measure.Crew;
import dev.granary.benchmarks.measure.Interleaving;
import dev.granary.benchmarks.measure.Score;
import dev.granary.benchmarks.report.Page;
import dev.granary.benchmarks.work.Population;
import dev.granary.benchmarks.work.PortCalls;
import dev.granary.benchmarks.work.WholeCalls;
import dev.granary.record.Namespace;
import dev.granary.spi.Records;
import java.util.List;

/** Measures each operation beside the raw one, at every size of the store and number of threads. */
final class RatioPart {

    private final Plan plan;
    private final Grounds grounds;
    private final Crew crew;
    private final PeerPart peers;

    RatioPart(Plan plan, Grounds grounds, Crew crew) {
        this.plan = plan;
        this.grounds = grounds;
        this.crew = crew;
        this.peers = new PeerPart(plan, crew);
    }

    /** What was measured beside it, on the same grounds. */
    Page peers() {
        return peers.page();
    }

    Page run(Backend backend) {
        RatioTables tables = new RatioTables(backend, plan);
        for (int grants : plan.grantsIn(backend)) {
            Progress.say(backend.id() + ": " + grants + " grants");
            Population population = Population.of(grants);
            try (Ground ground = grounds.open(backend)) {
                population.insertInto(ground.storage().in(Namespace.DEFAULT));
                WholeCalls whole = measure(ground, population, tables);
                peers.measure(backend, ground, population, whole);
            }
        }
        return tables.page();
    }

    private WholeCalls measure(Ground ground, Population population, RatioTables tables) {
        Records records = ground.storage().in(Namespace.DEFAULT);
        WholeCalls whole = new WholeCalls(records, plan.mostThreads());
        Operations operations = new Operations(new PortCalls(records, population), whole);
        Limit limit = ground.limit(population);
        if (isFirst(population)) {
            warmUp(operations.contests(limit));
        }
        Interleaving interleaving = new Interleaving(crew, plan.rounds(), plan.phase());
        for (int threads : plan.threads()) {
            for (Contest contest : operations.contests(limit)) {
                for (Score score : interleaving.run(contest, threads)) {
                    tables.add(new RatioTables.Cell(population.grants().size(), threads, score));
                }
            }
            Progress.say("  " + threads + (threads == 1 ? " thread" : " threads") + " done");
        }
        if (isFirst(population)) {
            tables.costs(Costs.of(ground, population, operations, plan.phase()));
        }
        return whole;
    }

    private boolean isFirst(Population population) {
        return population.grants().size() == plan.grants().get(0);
    }

    /** So that nothing is measured before it is compiled: an operation of a database comes to few calls in a phase. */
    private void warmUp(List<Contest> contests) {
        for (Contest contest : contests) {
            crew.perSecond(contest.raw(), plan.warmLanes(), plan.warmUp());
            contest.contenders().forEach(each -> crew.perSecond(each.step(), plan.warmLanes(), plan.warmUp()));
        }
    }
}
