package dev.granary.storage.redis;

import dev.granary.record.CorruptRecordException;
import dev.granary.record.Revision;
import dev.granary.record.StorageFault;
import dev.granary.record.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The value of a record's key: its revision and the time until which it is kept, copied to the front so that a script
 * can decide by them, and the whole document.
 */
final class StoredValue {

    private static final int REVISION = 22;
    private static final int HEAD = 40;

    private final String keptUntil;
    private final byte[] document;

    private StoredValue(String keptUntil, byte[] document) {
        this.keptUntil = keptUntil;
        this.document = document;
    }

    static byte[] of(Revision revision, Instant retainUntil, byte[] document) {
        byte[] head = KeySpace.bytes(revision.value() + digits(retainUntil));
        byte[] value = Arrays.copyOf(head, HEAD + document.length);
        System.arraycopy(document, 0, value, HEAD, document.length);
        return value;
    }

    /** @throws CorruptRecordException if the value is shorter than every value is */
    static StoredValue parse(byte[] value, String kind, Digest key) {
        if (value.length < HEAD) {
            throw new CorruptRecordException(new StorageFault(
                    RedisStorage.ID,
                    "decode",
                    kind,
                    Optional.of(key.text()),
                    Optional.empty(),
                    "the value is cut short; restore the record from a backup"));
        }
        String keptUntil = new String(value, REVISION, HEAD - REVISION, StandardCharsets.US_ASCII);
        return new StoredValue(keptUntil, Arrays.copyOfRange(value, HEAD, value.length));
    }

    /** The record as its kind encodes it. */
    byte[] document() {
        return document;
    }

    /** Whether it is over at this time, spelled by {@link #digits}. */
    boolean isOver(String now) {
        return keptUntil.compareTo(now) <= 0;
    }

    /** A time in microseconds as 18 digits, which order as the times do; before 1970 it is 0. */
    static String digits(Instant time) {
        Instant known = Times.later(Instant.EPOCH, Times.earlier(time, Times.FOREVER));
        long micros = known.getEpochSecond() * 1_000_000 + known.getNano() / 1_000;
        String digits = Long.toString(micros);
        return "0".repeat(HEAD - REVISION - digits.length()) + digits;
    }
}
