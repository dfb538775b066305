package dev.granary.storage.jdbc;

import dev.granary.record.Absent;
import dev.granary.record.Change;
import dev.granary.record.Conflict;
import dev.granary.record.Cursor;
import dev.granary.record.InsertOutcome;
import dev.granary.record.Page;
import dev.granary.record.Purged;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.Selection;
import dev.granary.record.StoredRecord;
import dev.granary.record.Written;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Records of one kind in one namespace, in a table. A write decides by the row count of one statement; only a caller
 * that lost reads the row again, in another transaction, so that no snapshot hides the winner.
 */
final class JdbcRecordStore<K extends RecordKey, R extends StoredRecord<K>> implements RecordStore<K, R> {

    /** How often a write is decided again because the row came or went between the statement and the look at it. */
    private static final int DECISIONS = 20;

    private final RecordKind<K, R> kind;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Spelling spelling;
    private final Table table;
    private final Rows<K, R> rows;
    private final Pages<R> pages;
    private final Batch<K, R> batch;
    private final Purge purge;

    JdbcRecordStore(RecordKind<K, R> kind, Table table, Sessions sessions, InstantSource clock, Spelling spelling) {
        this.kind = kind;
        this.sessions = sessions;
        this.clock = clock;
        this.spelling = spelling;
        this.table = table;
        this.rows = new Rows<>(kind, spelling);
        this.pages = new Pages<>(kind, sessions, table, rows, spelling);
        this.batch = new Batch<>(Call.of("replaceAll", kind.name()), sessions, table, rows, spelling);
        this.purge = new Purge(kind.name(), table, sessions, spelling);
    }

    @Override
    public InsertOutcome<R> insert(R record) {
        byte[] keyHash = spelling.keyHash(record.key());
        Call call = call("insert", keyHash);
        for (int decision = 0; decision < DECISIONS; decision++) {
            if (inserted(call, keyHash, record)) {
                return new Written<>();
            }
            Optional<R> holder = stored(call, keyHash);
            if (holder.filter(this::isLive).isPresent()) {
                R live = holder.get();
                return live.revision().equals(record.revision()) ? new Written<>() : new Conflict<>(live);
            }
            if (holder.isPresent()
                    && tookOver(call, keyHash, new Change<>(record, holder.get().revision()))) {
                return new Written<>();
            }
        }
        throw call.unavailable(Failure.CONTENDED.remedy());
    }

    private boolean inserted(Call call, byte[] keyHash, R record) {
        return sessions.write(call, table.insert(), statement -> {
            rows.bindInsert(statement, keyHash, record);
            return countUnlessTaken(statement) == 1;
        });
    }

    private int countUnlessTaken(PreparedStatement insert) throws SQLException {
        try {
            return insert.executeUpdate();
        } catch (SQLException e) {
            if (sessions.vendor().failureOf(e) == Failure.TAKEN) {
                return 0;
            }
            throw e;
        }
    }

    private boolean tookOver(Call call, byte[] keyHash, Change<R> change) {
        return sessions.write(call, table.takeOver(), statement -> {
            rows.bindTakeOver(statement, keyHash, change, clock.instant());
            return statement.executeUpdate() == 1;
        });
    }

    @Override
    public Optional<R> find(K key) {
        byte[] keyHash = spelling.keyHash(key);
        return stored(call("find", keyHash), keyHash).filter(this::isLive);
    }

    private Optional<R> stored(Call call, byte[] keyHash) {
        return sessions.read(call, table.find(), statement -> {
            new Parameters(statement).add(keyHash);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(rows.record(found, 1)) : Optional.empty();
            }
        });
    }

    @Override
    public List<R> findAll(Collection<K> keys) {
        Call call = Call.of("findAll", kind.name());
        sessions.requireOpen(call);
        List<byte[]> hashes = keys.stream()
                .distinct()
                .map(spelling::keyHash)
                .sorted(Arrays::compareUnsigned)
                .toList();
        List<R> found = new ArrayList<>();
        for (List<byte[]> chunk : Chunks.of(hashes, Chunks.MOST)) {
            found.addAll(storedOf(call, chunk));
        }
        return found.stream().filter(this::isLive).toList();
    }

    private List<R> storedOf(Call call, List<byte[]> hashes) {
        return sessions.read(call, table.findAll(hashes.size()), statement -> {
            new Parameters(statement).addAll(hashes);
            List<R> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(rows.record(row, 1));
                }
            }
            return found;
        });
    }

    @Override
    public ReplaceOutcome<R> replace(R next, Revision expected) {
        byte[] keyHash = spelling.keyHash(next.key());
        Call call = call("replace", keyHash);
        Change<R> change = new Change<>(next, expected);
        for (int decision = 0; decision < DECISIONS; decision++) {
            if (replaced(call, keyHash, change)) {
                return new Written<>();
            }
            Optional<R> holder = stored(call, keyHash).filter(this::isLive);
            if (holder.isEmpty()) {
                return new Absent<>();
            }
            Revision found = holder.get().revision();
            if (!found.equals(expected)) {
                return found.equals(next.revision()) ? new Written<>() : new Conflict<>(holder.get());
            }
        }
        throw call.unavailable(Failure.CONTENDED.remedy());
    }

    private boolean replaced(Call call, byte[] keyHash, Change<R> change) {
        return sessions.write(call, table.replace(), statement -> {
            rows.bindReplace(statement, keyHash, change, clock.instant());
            return statement.executeUpdate() == 1;
        });
    }

    @Override
    public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
        sessions.requireOpen(Call.of("replaceAll", kind.name()));
        return batch.replaceAll(changes, clock.instant(), change -> replace(change.next(), change.expected()));
    }

    @Override
    public ReplaceOutcome<R> remove(K key, Revision expected) {
        byte[] keyHash = spelling.keyHash(key);
        Call call = call("remove", keyHash);
        for (int decision = 0; decision < DECISIONS; decision++) {
            if (removed(call, keyHash, expected)) {
                return new Written<>();
            }
            Optional<R> holder = stored(call, keyHash).filter(this::isLive);
            if (holder.isEmpty()) {
                return new Absent<>();
            }
            if (!holder.get().revision().equals(expected)) {
                return new Conflict<>(holder.get());
            }
        }
        throw call.unavailable(Failure.CONTENDED.remedy());
    }

    private boolean removed(Call call, byte[] keyHash, Revision expected) {
        return sessions.write(call, table.remove(), statement -> {
            new Parameters(statement).add(keyHash).add(expected.value()).add(Spelling.moment(clock.instant()));
            return statement.executeUpdate() == 1;
        });
    }

    @Override
    public Page<R> page(Selection<R> selection, Cursor after, int limit) {
        requirePositive(limit);
        return pages.page(selection, after, limit, this::isLive);
    }

    @Override
    public Purged purge(Instant now, int limit) {
        requirePositive(limit);
        return purge.upTo(limit, Math.min(Spelling.moment(now), Spelling.moment(clock.instant())));
    }

    private boolean isLive(R record) {
        return Spelling.micros(record.retainUntil()) > Spelling.moment(clock.instant());
    }

    private Call call(String operation, byte[] keyHash) {
        return Call.of(operation, kind.name(), keyHash);
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected 1 or more, got " + limit);
        }
    }
}
