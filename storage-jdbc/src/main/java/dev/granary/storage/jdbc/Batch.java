package dev.granary.storage.jdbc;

import dev.granary.record.Change;
import dev.granary.record.RecordKey;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Replaces many records, a part of them in each transaction, in key order: opposite orders deadlock. */
final class Batch<K extends RecordKey, R extends StoredRecord<K>> {

    private static final int MOST = 256;
    private static final String UNCOUNTED =
            "the driver does not count the rows of a batch; turn that optimisation off in the URL or DataSource";

    private final Call call;
    private final Sessions sessions;
    private final Table table;
    private final Rows<K, R> rows;
    private final Spelling spelling;

    Batch(Call call, Sessions sessions, Table table, Rows<K, R> rows, Spelling spelling) {
        this.call = call;
        this.sessions = sessions;
        this.table = table;
        this.rows = rows;
        this.spelling = spelling;
    }

    /** Decides each change that lost once more, alone, by {@code again}. */
    List<ReplaceOutcome<R>> replaceAll(
            List<Change<R>> changes, Instant now, Function<Change<R>, ReplaceOutcome<R>> again) {
        List<Integer> order = inKeyOrder(changes);
        Map<Integer, ReplaceOutcome<R>> outcomes = new TreeMap<>();
        for (int from = 0; from < order.size(); from += MOST) {
            List<Integer> part = order.subList(from, Math.min(from + MOST, order.size()));
            List<Change<R>> taken = part.stream().map(changes::get).toList();
            int[] counts = replaced(taken, now);
            for (int i = 0; i < counts.length; i++) {
                outcomes.put(part.get(i), counts[i] == 1 ? new Written<>() : again.apply(taken.get(i)));
            }
        }
        return new ArrayList<>(outcomes.values());
    }

    private List<Integer> inKeyOrder(List<Change<R>> changes) {
        List<byte[]> hashes = changes.stream()
                .map(change -> spelling.keyHash(change.next().key()))
                .toList();
        return IntStream.range(0, changes.size())
                .boxed()
                .sorted((one, other) -> Arrays.compareUnsigned(hashes.get(one), hashes.get(other)))
                .toList();
    }

    private int[] replaced(List<Change<R>> changes, Instant now) {
        return sessions.batch(call, table.replace(), statement -> {
            for (Change<R> change : changes) {
                rows.bindReplace(statement, spelling.keyHash(change.next().key()), change, now);
                statement.addBatch();
            }
            return counted(statement);
        });
    }

    private int[] counted(PreparedStatement statement) throws SQLException {
        int[] counts = statement.executeBatch();
        if (IntStream.of(counts).anyMatch(count -> count < 0)) {
            throw call.unavailable(UNCOUNTED);
        }
        return counts;
    }
}
