package dev.granary.http.outbound;

import java.time.Duration;

/**
 * How much of an answer is read, and how long it may take.
 *
 * @param largestBody the largest body of a success, in bytes
 * @param patience from the first packet to the last byte of the body
 */
public record OutboundLimits(int largestBody, Duration patience) {

    /** 1 MiB in 10 s. */
    public static final OutboundLimits DEFAULT = new OutboundLimits(1 << 20, Duration.ofSeconds(10));

    /** @throws IllegalArgumentException if one is not positive */
    public OutboundLimits {
        if (largestBody < 1 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("outbound limits: expected more than nothing");
        }
    }
}
