package dev.granary.benchmarks;

import dev.granary.benchmarks.ground.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a run measures.
 *
 * @param backends on what
 * @param parts which parts of the page
 * @param grants with how many grants in the store; memory is measured at ten times the most, too
 * @param threads with how many threads
 * @param rounds how many rounds are counted
 * @param phase how long each phase of a round is
 * @param rows how many rows the purge is measured at
 * @param output the page
 */
record Plan(
        List<Backend> backends,
        List<Part> parts,
        List<Integer> grants,
        List<Integer> threads,
        int rounds,
        Duration phase,
        int rows,
        Path output) {

    /** The parts of the page. */
    enum Part {
        /** Ratios to the raw operations, with what is sent and allocated. */
        RATIOS,
        /** Bytes for each grant. */
        BYTES,
        /** Bytes of Redis as there are more grants. */
        GROWTH,
        /** Keys by the slots of a cluster. */
        SLOTS,
        /** Foreground latency beside a purge. */
        PURGE,
        /** Spring Authorization Server. */
        PEERS;

        static Part of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** How many grants are in the store of this backend. */
    List<Integer> grantsIn(Backend backend) {
        int most = grants.get(grants.size() - 1);
        return backend == Backend.MEMORY && most > 1000
                ? Stream.concat(grants.stream(), Stream.of(10 * most)).toList()
                : grants;
    }

    /** How many grants are weighed. */
    int sized() {
        return Math.min(12_000, Math.max(1, rows / 4));
    }

    /** How long each operation runs before any is measured. */
    Duration warmUp() {
        return phase.multipliedBy(30);
    }

    /** By how many threads. */
    int warmLanes() {
        return Math.min(8, mostThreads());
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    int mostThreads() {
        return threads.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
