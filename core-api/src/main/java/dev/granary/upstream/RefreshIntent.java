package dev.granary.upstream;

import dev.granary.record.Revision;
import dev.granary.record.Times;
import java.time.Instant;

/**
 * That someone is about to refresh at the upstream. The result is swapped in on this mark.
 *
 * @param attempt the write that set the mark
 * @param at when it was set
 */
public record RefreshIntent(Revision attempt, Instant at) {

    /** Cuts the time to microseconds. */
    public RefreshIntent {
        at = Times.micros(at);
    }
}
