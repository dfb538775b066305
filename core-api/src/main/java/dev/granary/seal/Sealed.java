package dev.granary.seal;

import dev.granary.record.Text;

/**
 * The envelope of an authenticated encryption. What it holds, only the domain can open, and only in its own place.
 *
 * @param envelope the sealed text, up to 262,144 characters
 */
public record Sealed(String envelope) {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public Sealed {
        Text.require("envelope", envelope, 262_144);
    }

    @Override
    public String toString() {
        return "Sealed[…]";
    }
}
