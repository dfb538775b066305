package dev.granary.storage.memory;

import dev.granary.record.Change;
import dev.granary.record.InsertOutcome;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.ReplaceOutcome;
import dev.granary.record.Revision;
import dev.granary.record.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Stores another document than it was given.
 *
 * @param change what becomes of the JSON
 */
record Rewriting(UnaryOperator<String> change) implements Defect {

    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String VALUE = "(" + TEXT + "|\\[(?:" + TEXT + "|[^\"\\]])*\\]|[^,}\\]]+)";

    /** Drops a field. */
    static Rewriting without(String field) {
        Pattern found = Pattern.compile(",?\"" + field + "\":" + VALUE);
        return new Rewriting(json -> found.matcher(json).replaceAll("").replace("{,", "{"));
    }

    /** Drops another field too. */
    Rewriting and(String field) {
        UnaryOperator<String> other = without(field).change();
        return new Rewriting(json -> other.apply(change.apply(json)));
    }

    /** Changes a field that is a number, if it is there. */
    static Rewriting with(String field, LongUnaryOperator change) {
        Pattern found = Pattern.compile("\"" + field + "\":(-?\\d+)");
        return new Rewriting(json -> found.matcher(json).replaceAll(match -> number(field, match, change)));
    }

    /** Moves a time. */
    static Rewriting moved(String field, Duration by) {
        return with(field, micros -> micros + by.toNanos() / 1000);
    }

    private static String number(String field, MatchResult match, LongUnaryOperator change) {
        return "\"" + field + "\":" + change.applyAsLong(Long.parseLong(match.group(1)));
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(RecordStore<K, R> sound) {
        throw new IllegalStateException("a document is of a kind");
    }

    @Override
    public <K extends RecordKey, R extends StoredRecord<K>> RecordStore<K, R> in(
            RecordKind<K, R> kind, RecordStore<K, R> sound) {
        return new Passing<>(sound) {
            @Override
            public InsertOutcome<R> insert(R record) {
                return sound.insert(rewritten(kind, record));
            }

            @Override
            public ReplaceOutcome<R> replace(R next, Revision expected) {
                return sound.replace(rewritten(kind, next), expected);
            }

            @Override
            public List<ReplaceOutcome<R>> replaceAll(List<Change<R>> changes) {
                return sound.replaceAll(changes.stream()
                        .map(each -> new Change<>(rewritten(kind, each.next()), each.expected()))
                        .toList());
            }
        };
    }

    private <K extends RecordKey, R extends StoredRecord<K>> R rewritten(RecordKind<K, R> kind, R record) {
        String json = change.apply(new String(kind.encode(record), StandardCharsets.UTF_8));
        return kind.decode(json.getBytes(StandardCharsets.UTF_8), "mutant");
    }
}
