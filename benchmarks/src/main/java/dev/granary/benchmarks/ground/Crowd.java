package dev.granary.benchmarks.ground;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A statement that adds rows like the first one, two of five of them over. Nobody reads them but a purge. */
final class Crowd {

    private static final int PREFIX = 12;
    private static final int INDEXED = 8;
    private static final long DAY = 86_400_000_000L;

    private final Dialect dialect;
    private final Instant now;

    Crowd(Dialect dialect, Instant now) {
        this.dialect = dialect;
        this.now = now;
    }

    /** For a table with these columns. */
    String insert(List<String> columns, int rows) {
        String values = columns.stream().map(this::value).collect(Collectors.joining(", "));
        return "insert into granary_grants (" + String.join(", ", columns) + ") select " + values
                + " from (select * from granary_grants order by key_hash limit 1) as one, " + dialect.numbersTo(rows);
    }

    private String value(String column) {
        return switch (column) {
            case "key_hash" -> "substring(key_hash from 1 for " + PREFIX + ") || " + dialect.hashOf("key");
            case "subject_hash", "session_hash" ->
                "substring(" + dialect.hashOf(column) + " from 1 for " + INDEXED + ")";
            case "retain_until", "purge_at" -> {
                long micros = now.toEpochMilli() * 1000;
                yield "case when mod(x, 5) < 2 then " + (micros - DAY) + " else " + (micros + DAY) + " end";
            }
            default -> column;
        };
    }
}
