package dev.granary.quota;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;

/**
 * How many there are. Whoever adds one swaps the count first; housekeeping counts anew.
 *
 * @param key what is counted
 * @param count how many, 0 or more
 * @param stamp revision, count of writes and carried fields
 */
public record Quota(QuotaKey key, long count, Stamp stamp) implements StoredRecord<QuotaKey> {

    /** The kind of record that quotas are. */
    public static final RecordKind<QuotaKey, Quota> KIND = new RecordKind<>("quotas", new QuotaCodec(), List.of());

    /** @throws IllegalArgumentException if the count is below 0 */
    public Quota {
        if (count < 0) {
            throw new IllegalArgumentException("quota count: expected 0 or more, got " + count);
        }
    }

    @Override
    public Instant retainUntil() {
        return Times.FOREVER;
    }
}
