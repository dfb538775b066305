package dev.granary.storage.redis;

import dev.granary.record.Revision;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One compare-and-set as the script takes it. */
final class Swap {

    /** How much longer than asked the server keeps a value, so that what is over is purged by our time and not by its own. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Digest key;
    private final Optional<Revision> expected;
    private final byte[] value;
    private final Optional<Long> millis;
    private final Optional<Long> latest;

    private Swap(Digest key, Optional<Revision> expected, byte[] value, Optional<Long> millis, Optional<Long> latest) {
        this.key = key;
        this.expected = expected;
        this.value = value;
        this.millis = millis;
        this.latest = latest;
    }

    /** Puts a record where the expected revision is, or where none is. */
    static Swap put(Digest key, Optional<Revision> expected, StoredRecord<?> record, byte[] document, Instant now) {
        Instant end = record.retainUntil();
        Optional<Long> millis = end.equals(Times.FOREVER)
                ? Optional.empty()
                : Optional.of(Math.max(0, Duration.between(now, end).toMillis()) + MARGIN.toMillis());
        return new Swap(key, expected, StoredValue.of(record.revision(), end, document), millis, Optional.empty());
    }

    /** Removes the record that has the expected revision. */
    static Swap remove(Digest key, Revision expected) {
        return new Swap(key, Optional.of(expected), new byte[0], Optional.empty(), Optional.empty());
    }

    /** The same, but not later than this by the server's own clock; empty for ever. */
    Swap before(Optional<Long> serverSeconds) {
        return new Swap(key, expected, value, millis, serverSeconds);
    }

    /** The record's digest. */
    Digest key() {
        return key;
    }

    /** @param isAwaited whether replicas must have what the answer tells of */
    List<byte[]> arguments(String now, String kind, boolean isAwaited) {
        return List.of(
                KeySpace.bytes(expected.map(Revision::value).orElse("")),
                KeySpace.bytes(now),
                value,
                number(millis),
                KeySpace.bytes(key.text()),
                KeySpace.bytes(kind),
                number(latest),
                KeySpace.bytes(isAwaited ? "1" : ""));
    }

    private static byte[] number(Optional<Long> value) {
        return KeySpace.bytes(value.map(number -> Long.toString(number)).orElse(""));
    }
}
