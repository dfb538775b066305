package dev.granary.benchmarks.ground;

import java.util.List;

/**
 * In what the databases differ for a measurement.
 *
 * @param hurry what makes loading fast
 * @param settled what makes every commit durable again, and the tables as they are after a while
 * @param size a query of the bytes that the grants take, indexes included
 * @param numbers the numbers from 1 on, with a column x
 * @param hash 16 bytes that depend on x and a text
 */
record Dialect(List<String> hurry, List<String> settled, String size, String numbers, String hash) {

    static final Dialect H2 = new Dialect(
            List.of("set write_delay 500"),
            List.of("set write_delay 0", "analyze", "checkpoint sync"),
            "call disk_space_used('GRANARY_GRANTS')",
            "system_range(1, %d)",
            "hash('MD5', '%s' || x)");

    static final Dialect POSTGRESQL = new Dialect(
            List.of("alter system set synchronous_commit = off", "select pg_reload_conf()"),
            List.of(
                    "alter system reset synchronous_commit",
                    "select pg_reload_conf()",
                    "vacuum analyze granary_grants",
                    "checkpoint"),
            "select pg_total_relation_size('granary_grants')",
            "generate_series(1, %d) as numbers(x)",
            "decode(md5('%s' || x), 'hex')");

    /** Copies the lists. */
    Dialect {
        hurry = List.copyOf(hurry);
        settled = List.copyOf(settled);
    }

    String numbersTo(int last) {
        return numbers.formatted(last);
    }

    String hashOf(String text) {
        return hash.formatted(text);
    }
}
