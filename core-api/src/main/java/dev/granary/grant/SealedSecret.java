package dev.granary.grant;

import dev.granary.record.Text;

/**
 * The secret of a successor, sealed so that only who holds the token before it and the server's secret can open it.
 *
 * @param envelope the sealed text, up to 512 characters
 */
public record SealedSecret(String envelope) {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public SealedSecret {
        Text.require("sealed successor", envelope, 512);
    }

    @Override
    public String toString() {
        return "SealedSecret[…]";
    }
}
