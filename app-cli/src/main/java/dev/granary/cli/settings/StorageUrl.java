package dev.granary.cli.settings;

/**
 * The URL of a storage. Never prints itself: there may be a password in it.
 *
 * @param value the whole URL
 */
public record StorageUrl(String value) {

    /** The storage of a server that nobody configured: a file below the folder that it was started in. */
    public static final StorageUrl DEFAULT = new StorageUrl("jdbc:h2:file:./granary-data/records");

    /** The scheme alone. */
    @Override
    public String toString() {
        return "StorageUrl[" + value.substring(0, value.indexOf(':') + 1) + "…]";
    }
}
