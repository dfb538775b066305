package dev.granary.user;

import dev.granary.record.Text;

/**
 * Whom a grant is about, as the {@code sub} claim says it: a user's internal id, or the client itself.
 *
 * @param value any text of 1 to 2,048 characters
 */
public record Subject(String value) {

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public Subject {
        Text.require("subject", value, 2048);
    }
}
