package dev.granary.http.document;

import java.time.Duration;

/**
 * How documents of clients are fetched and kept.
 *
 * @param cached how many are kept at most, 1 or more
 * @param life how long one is kept at most, more than nothing; a document may say that it wants to be kept shorter
 */
public record DocumentPolicy(int cached, Duration life) {

    /** 256 for 5 min. */
    public static final DocumentPolicy DEFAULT = new DocumentPolicy(256, Duration.ofMinutes(5));

    /** @throws IllegalArgumentException if one is out of its range */
    public DocumentPolicy {
        if (cached < 1 || life.isNegative() || life.isZero()) {
            throw new IllegalArgumentException("client documents: expected to keep 1 or more for some time");
        }
    }
}
