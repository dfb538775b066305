package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.ground.Ground;
import dev.granary.benchmarks.measure.Contest;
import dev.granary.benchmarks.measure.Crew;
import dev.granary.benchmarks.measure.Interleaving;
import dev.granary.benchmarks.measure.Score;
import dev.granary.benchmarks.peer.Peer;
import dev.granary.benchmarks.report.Figures;
import dev.granary.benchmarks.report.Page;
import dev.granary.benchmarks.report.Table;
import dev.granary.benchmarks.work.Population;
import dev.granary.benchmarks.work.WholeCalls;
import java.util.List;

/** Measures Spring Authorization Server's services beside ours, on the same ground. Not safe for threads. */
final class PeerPart {

    /** A find of theirs takes up to seconds where the store is large. */
    private static final int MOST_ROUNDS = 3;

    private static final int MOST_GRANTS = 100_000;

    private final Plan plan;
    private final Crew crew;
    private final Table table = new Table(List.of(
            "Spring's service on", "grants", "threads", "operation", "Spring's calls/s", "ours", "ours is faster by"));

    PeerPart(Plan plan, Crew crew) {
        this.plan = plan;
        this.crew = crew;
    }

    void measure(Backend backend, Ground ground, Population population, WholeCalls ours) {
        int grants = population.grants().size();
        if (plan.has(Plan.Part.PEERS) && grants <= MOST_GRANTS) {
            Peer.on(backend, ground, grants).ifPresent(peer -> {
                Progress.say("  and Spring Authorization Server");
                plan.threads().stream().limit(2).forEach(threads -> {
                    row(backend, grants, threads, score(new Contest(ours::introspect, List.of(peer.find())), threads));
                    row(backend, grants, threads, score(new Contest(ours::refresh, List.of(peer.save())), threads));
                });
            });
        }
    }

    Page page() {
        return new Page()
                .heading("## Beside Spring Authorization Server")
                .text(
                        "Its `InMemoryOAuth2AuthorizationService` and `JdbcOAuth2AuthorizationService` with the schema they",
                        "ship, in the same database and pool, beside our whole calls: introspect against a find by access",
                        "token, rotate against a find and a save. Theirs compare and mint nothing, and are not atomic.")
                .table(table);
    }

    private Score score(Contest contest, int threads) {
        return new Interleaving(crew, Math.min(plan.rounds(), MOST_ROUNDS), plan.phase())
                .run(contest, threads)
                .get(0);
    }

    private void row(Backend backend, int grants, int threads, Score score) {
        table.row(List.of(
                backend.id(),
                Figures.whole(grants),
                Integer.toString(threads),
                score.name(),
                Figures.shortly(score.own()),
                Figures.shortly(score.raw()),
                "x " + Figures.shortly(1 / score.ratio())));
    }
}
