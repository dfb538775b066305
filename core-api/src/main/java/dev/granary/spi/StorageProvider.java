package dev.granary.spi;

/** Opens storages of one sort. Found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. */
public interface StorageProvider {

    /** A short lower-case name, unique among those installed. */
    String id();

    /** A URL of this provider's, to show in messages. */
    String exampleUrl();

    /** Whether the URL is this provider's, by its scheme alone. */
    boolean accepts(String url);

    /**
     * Opens a storage.
     *
     * @throws StorageSettingsException naming every setting that is unknown or has no fitting value
     * @throws dev.granary.record.StorageUnavailableException if the storage cannot be reached; it names what was tried
     */
    Storage open(StorageSettings settings);
}
