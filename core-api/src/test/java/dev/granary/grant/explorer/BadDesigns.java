package dev.granary.grant.explorer;

import dev.granary.grant.Grant;
import dev.granary.grant.Trace;
import dev.granary.record.Stamp;
import java.time.Duration;
import java.time.Instant;

/** Designs that look as good. Each differs from the protocol in one decision. */
final class BadDesigns {

    private BadDesigns() {}

    static Protocol writingBlindly() {
        return new Protocol(Duration.ZERO) {
            @Override
            boolean expects(Stamp expected, Stamp stored) {
                return true;
            }
        };
    }

    static Protocol countingVersions() {
        return new Protocol(Duration.ZERO) {
            @Override
            boolean expects(Stamp expected, Stamp stored) {
                return expected.count() == stored.count();
            }
        };
    }

    static Protocol reloadingAfterLoss() {
        return new Protocol(Duration.ZERO) {
            @Override
            Call afterLoss(Call call) {
                return call.startingOver();
            }
        };
    }

    /** A conflict with a record of another revision proves to it that its own write did not happen. */
    static Protocol knowingTheLastAttemptOnly() {
        return new Protocol(Duration.ZERO) {
            @Override
            Trace traceOf(Call call, Grant stored) {
                boolean own = call.sent() instanceof Statement.Replace write
                        && write.next().revision().equals(stored.revision());
                return own ? Trace.CURRENT : Trace.NONE;
            }

            @Override
            boolean mayAccuse(Call call) {
                return true;
            }
        };
    }

    static Protocol withoutFence() {
        return new Protocol(Duration.ZERO) {
            @Override
            boolean fences() {
                return false;
            }
        };
    }

    static Protocol delistingTheYoung() {
        return new Protocol(Duration.ZERO) {
            @Override
            boolean mayDelist(Grant missing, Instant now) {
                return true;
            }
        };
    }
}
