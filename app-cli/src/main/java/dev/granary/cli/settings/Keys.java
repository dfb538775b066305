package dev.granary.cli.settings;

import dev.granary.domain.key.GivenSigningKeys;
import dev.granary.domain.key.KeyTerms;
import java.util.Optional;

/**
 * Which keys a server uses.
 *
 * @param terms what keys it makes, and when they rotate
 * @param given signing keys from files, which are used instead
 */
public record Keys(KeyTerms terms, Optional<GivenSigningKeys> given) {

    /** Keys that are made and rotate by the defaults. */
    public static final Keys DEFAULT = new Keys(KeyTerms.DEFAULT, Optional.empty());
}
