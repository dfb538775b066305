package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import dev.granary.benchmarks.ground.Ground;
import dev.granary.benchmarks.ground.Grounds;
import dev.granary.benchmarks.report.Expectation;
import dev.granary.benchmarks.report.Figures;
import dev.granary.benchmarks.report.Page;
import dev.granary.benchmarks.report.Table;
import dev.granary.benchmarks.work.Population;
import dev.granary.benchmarks.work.PortCalls;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Namespace;
import dev.granary.spi.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Measures what a grant takes after it was rotated 20 times, everything that lists it included. */
final class BytesPart {

    private static final int ROTATIONS = 20;

    private final Plan plan;
    private final Grounds grounds;

    BytesPart(Plan plan, Grounds grounds) {
        this.plan = plan;
        this.grounds = grounds;
    }

    Page run() {
        Table table = new Table(List.of("backend", "document", "bytes a grant, all included", "expected"));
        for (Backend backend : plan.backends()) {
            table.row(row(backend));
            Progress.say(backend.id() + ": bytes measured");
        }
        return new Page()
                .heading("## Bytes")
                .text(
                        "A reference grant (one client, subject and session, three scopes, one resource) after "
                                + ROTATIONS + " rotations, the mean of " + Figures.whole(plan.sized())
                                + ": table, TOAST table and indexes of PostgreSQL after a vacuum such as autovacuum does (none while",
                        "rotating; it gives nothing back but what is free at the end), what H2 says of its table, the growth",
                        "of the server's memory of Redis and of the heap (an estimate) in memory.")
                .table(table);
    }

    private List<String> row(Backend backend) {
        try (Ground ground = grounds.open(backend)) {
            Records records = ground.storage().in(Namespace.DEFAULT);
            List<GrantId> ids = inserted(records);
            rotate(new PortCalls(records, Population.of(1)), ids);
            int document = Grant.KIND.encode(records.grants().find(ids.get(0)).orElseThrow()).length;
            double bytes = (double) ground.bytes() / ids.size();
            String expected = backend.mostBytes()
                    .map(most -> Expectation.atMost(most, bytes))
                    .orElse("");
            return List.of(backend.id(), Figures.whole(document), Figures.whole(bytes), expected);
        }
    }

    private List<GrantId> inserted(Records records) {
        Population population = Population.of(plan.sized());
        population.insertGrantsInto(records);
        return population.grants().stream().map(Grant::id).toList();
    }

    /** An hour passes between two rotations, as it does when tokens are used up. */
    private static void rotate(PortCalls calls, List<GrantId> ids) {
        Instant now = Instant.now();
        for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
            Instant then = now.plus(Duration.ofHours(rotation));
            int turn = rotation;
            Population.each(ids, (number, id) -> calls.rotate(id, 31 * number + turn, then));
        }
    }
}
