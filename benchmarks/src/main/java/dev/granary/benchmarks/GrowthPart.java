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
import dev.granary.record.Namespace;
import dev.granary.spi.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Measures whether a grant takes more of Redis' memory where there are more of them. */
final class GrowthPart {

    /** A third one changes no length any more. */
    private static final int ROTATIONS = 2;

    private final Plan plan;
    private final Grounds grounds;

    GrowthPart(Plan plan, Grounds grounds) {
        this.plan = plan;
        this.grounds = grounds;
    }

    static boolean appliesTo(Plan plan) {
        return plan.backends().contains(Backend.REDIS);
    }

    Page run() {
        Table table =
                new Table(List.of("grants", "bytes in all", "bytes a grant", "bytes for each further one", "expected"));
        long grantsBefore = 0;
        long bytesBefore = 0;
        for (int grants : sizes()) {
            long bytes = bytes(grants);
            double further = (double) (bytes - bytesBefore) / (grants - grantsBefore);
            boolean first = grantsBefore == 0;
            table.row(List.of(
                    Figures.whole(grants),
                    Figures.whole((double) bytes),
                    Figures.whole((double) bytes / grants),
                    first ? "" : Figures.whole(further),
                    first ? "" : Expectation.atMost(Backend.REDIS.mostBytes().orElseThrow(), further)));
            grantsBefore = grants;
            bytesBefore = bytes;
            Progress.say("redis: bytes of " + grants + " grants measured");
        }
        return new Page()
                .heading("## Bytes as the store of Redis grows")
                .text(
                        "The server's memory after " + ROTATIONS
                                + " rotations of each grant. The lists of 1,024 buckets take some room from the first grants on;",
                        "how much each further grant takes is what grows.")
                .table(table);
    }

    /** Memory is asked for ten times as many grants as other measurements, too. */
    private List<Integer> sizes() {
        return plan.grantsIn(Backend.MEMORY);
    }

    private long bytes(int grants) {
        Population population = Population.of(grants);
        try (Ground ground = grounds.open(Backend.REDIS)) {
            Records records = ground.storage().in(Namespace.DEFAULT);
            population.insertGrantsInto(records);
            rotate(new PortCalls(records, Population.of(1)), population.grants());
            return ground.bytes();
        }
    }

    private static void rotate(PortCalls calls, List<Grant> grants) {
        Instant now = Instant.now();
        for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
            Instant then = now.plus(Duration.ofHours(rotation));
            int turn = rotation;
            Population.each(grants, (number, grant) -> calls.rotate(grant.id(), 31 * number + turn, then));
        }
    }
}
