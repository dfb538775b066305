package dev.granary.storage.jdbc;

import dev.granary.record.Purged;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Removes rows that are over. An index leads to the rows that are due for a look; one that was extended meanwhile is
 * given its next date instead, so that no rewrite of a record has to touch that index.
 */
final class Purge {

    private static final int MOST = 1000;

    private final Call call;
    private final Table table;
    private final Sessions sessions;
    private final Spelling spelling;

    Purge(String kind, Table table, Sessions sessions, Spelling spelling) {
        this.call = Call.of("purge", kind);
        this.table = table;
        this.sessions = sessions;
        this.spelling = spelling;
    }

    Purged upTo(int limit, long horizon) {
        int most = Math.min(limit, MOST);
        int atOnce = sessions.vendor().dialect().purgedAtOnce();
        List<Due> due = due(most, horizon);
        int removed = 0;
        for (List<byte[]> chunk : Chunks.of(hashes(due, horizon, true), atOnce)) {
            removed += change(table.deleteOver(chunk.size()), chunk, horizon);
        }
        for (List<byte[]> chunk : Chunks.of(hashes(due, horizon, false), atOnce)) {
            change(table.postpone(chunk.size()), chunk, horizon);
        }
        return new Purged(removed, due.size() < most);
    }

    private List<Due> due(int most, long horizon) {
        return sessions.read(call, table.due(), statement -> {
            new Parameters(statement).add(spelling.namespace()).add(horizon).add(most);
            List<Due> due = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(row.getBytes("key_hash"), row.getLong("retain_until")));
                }
            }
            return due;
        });
    }

    /** In key order, as every statement over many rows goes: opposite orders deadlock. */
    private static List<byte[]> hashes(List<Due> due, long horizon, boolean over) {
        return due.stream()
                .filter(row -> row.isOver(horizon) == over)
                .map(row -> row.keyHash)
                .sorted(Arrays::compareUnsigned)
                .toList();
    }

    private int change(String sql, List<byte[]> keyHashes, long horizon) {
        return sessions.write(call, sql, statement -> {
            new Parameters(statement).addAll(keyHashes).add(horizon);
            return statement.executeUpdate();
        });
    }

    /** A row that is due for a look. */
    private static final class Due {

        private final byte[] keyHash;
        private final long retainUntil;

        Due(byte[] keyHash, long retainUntil) {
            this.keyHash = keyHash;
            this.retainUntil = retainUntil;
        }

        boolean isOver(long horizon) {
            return retainUntil <= horizon;
        }
    }
}
