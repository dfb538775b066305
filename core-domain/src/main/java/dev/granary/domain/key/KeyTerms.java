package dev.granary.domain.key;

import java.time.Duration;

/**
 * What keys a server makes, and when they rotate.
 *
 * @param algorithm what signing keys are made for
 * @param signingPeriod how old a signing key becomes before the next one is published: 1 d to 3,650 d, or zero for never
 * @param secretPeriod the same for the secrets that authenticate codes and refresh tokens
 * @param lead how long the next one is known everywhere before it is used: 10 min to 30 d, shorter than both periods. It
 *     must be longer than who verifies tokens caches the key set; the server lets them for an hour
 */
public record KeyTerms(SigningAlgorithm algorithm, Duration signingPeriod, Duration secretPeriod, Duration lead) {

    /** ES256; every 90 days, secrets every 180; a day of lead. */
    public static final KeyTerms DEFAULT =
            new KeyTerms(SigningAlgorithm.ES256, Duration.ofDays(90), Duration.ofDays(180), Duration.ofDays(1));

    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public KeyTerms {
        RotationPolicy.require(signingPeriod, lead);
        RotationPolicy.require(secretPeriod, lead);
    }

    /** How signing keys rotate whose tokens last so long. */
    public RotationPolicy signing(Duration accessToken) {
        return new RotationPolicy(signingPeriod, lead, accessToken);
    }

    /** How secrets rotate whose codes and refresh tokens are recognised for so long. */
    public RotationPolicy secrets(Duration recognised) {
        return new RotationPolicy(secretPeriod, lead, recognised);
    }
}
