package dev.granary.record;

/**
 * One tenant or issuer within a storage. No operation of one namespace sees or touches another.
 *
 * @param value any text of 1 to 512 characters
 */
public record Namespace(String value) {

    /** The namespace of a storage that serves a single issuer. */
    public static final Namespace DEFAULT = new Namespace("default");

    /** @throws IllegalArgumentException if the text is empty, too long or not storable */
    public Namespace {
        Text.require("namespace", value, 512);
    }
}
