package dev.granary.grant;

import dev.granary.record.Revision;
import dev.granary.record.Times;
import java.time.Instant;

/**
 * What every new grant begins with.
 *
 * @param id its id
 * @param granted what is granted to whom
 * @param at when it is opened
 * @param endsAt its absolute end: no credential or token of it lasts longer
 * @param attempt the revision of the write
 */
public record Opening(GrantId id, Granted granted, Instant at, Instant endsAt, Revision attempt) {

    /** Cuts the times. @throws IllegalArgumentException if the end is not after the beginning */
    public Opening {
        at = Times.micros(at);
        endsAt = Times.micros(endsAt);
        if (!endsAt.isAfter(at)) {
            throw new IllegalArgumentException("endsAt: expected a time after the opening");
        }
    }
}
