package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Trace;
import dev.granary.record.Stamp;
import java.time.Duration;
import java.time.Instant;

/** The choices that make the protocol right. Each bad design overrides one. */
class Protocol {

    private final GrantPolicy policy;

    Protocol(Duration retryWindow) {
        policy = new GrantPolicy(retryWindow, Duration.ZERO, Duration.ofMinutes(30));
    }

    final GrantPolicy policy() {
        return policy;
    }

    /** Whether a write that expects the one may replace the other. A write that finds itself has won before this. */
    boolean expects(Stamp expected, Stamp stored) {
        return expected.revision().equals(stored.revision());
    }

    /** What a call does that lost a reply: it sends the same attempt again. */
    Call afterLoss(Call call) {
        return call.doubting();
    }

    /** What a record shows of the call's write. */
    Trace traceOf(Call call, Grant stored) {
        return stored.traceOf(call.successor());
    }

    /** Whether the call may take an earlier credential for a replay: not if that may be its own doing. */
    boolean mayAccuse(Call call) {
        return !call.doubts();
    }

    /** Whether bulk revocation writes a fence before it walks. */
    boolean fences() {
        return true;
    }

    /** Whether an index entry whose record is missing may be removed. */
    boolean mayDelist(Grant missing, Instant now) {
        return !now.isBefore(missing.youngUntil());
    }
}
