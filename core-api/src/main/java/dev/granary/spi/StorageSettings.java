package dev.granary.spi;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a storage is opened with.
 *
 * @param url the whole URL, password included where there is one
 * @param options further settings by name; a provider refuses names it does not know
 * @param clock tells the storage's time
 */
public record StorageSettings(String url, Map<String, String> options, InstantSource clock) {

    /** Copies the options. */
    public StorageSettings {
        options = Map.copyOf(options);
    }

    /** Settings without options. */
    public static StorageSettings of(String url, InstantSource clock) {
        return new StorageSettings(url, Map.of(), clock);
    }

    /** The URL's scheme and the options' names: the rest may be secret. */
    @Override
    public String toString() {
        return "StorageSettings[" + scheme() + ":…, options " + new TreeMap<>(options).keySet() + "]";
    }

    private String scheme() {
        int colon = url.indexOf(':');
        return colon < 0 ? "?" : url.substring(0, colon);
    }
}
