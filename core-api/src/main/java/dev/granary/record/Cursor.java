package dev.granary.record;

/**
 * Where a listing goes on. Opaque: made by a backend, handed back to the same storage and selection, nothing else.
 *
 * @param value the backend's own spelling; empty at the beginning
 */
public record Cursor(String value) {

    /** The beginning of a listing. */
    public static final Cursor START = new Cursor("");
}
