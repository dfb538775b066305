package dev.granary.lease;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Text;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;

/**
 * Who does a job, and until when. It saves work and proves nothing: two who do the job at once do no harm.
 *
 * @param name the job
 * @param holder who does it, 1 to 255 characters
 * @param until from when on another may take over
 * @param retainUntil until when the record is kept, skew included
 * @param stamp revision, count and carried fields
 */
public record Lease(LeaseName name, String holder, Instant until, Instant retainUntil, Stamp stamp)
        implements StoredRecord<LeaseName> {

    /** The kind of record that leases are. */
    public static final RecordKind<LeaseName, Lease> KIND = new RecordKind<>("leases", new LeaseCodec(), List.of());

    /** Cuts the times to microseconds. @throws IllegalArgumentException if the holder is empty or not storable */
    public Lease {
        Text.require("lease holder", holder, 255);
        until = Times.micros(until);
        retainUntil = Times.micros(retainUntil);
    }

    @Override
    public LeaseName key() {
        return name;
    }
}
