package dev.granary.storage.memory;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Opens {@link MemoryStorage}s by the URL {@code memory:}. The option {@code cap.<kind name>} is the most records of a
 * kind in one namespace, a positive whole number.
 */
public final class MemoryStorageProvider implements StorageProvider {

    private static final String URL = "memory:";
    private static final Pattern CAP = Pattern.compile("cap\\.([a-z][a-z_]{0,40})");
    private static final Pattern POSITIVE = Pattern.compile("0*[1-9][0-9]{0,17}");

    /** For the service loader. */
    public MemoryStorageProvider() {}

    @Override
    public String id() {
        return MemoryStorage.ID;
    }

    @Override
    public String exampleUrl() {
        return URL;
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(URL);
    }

    @Override
    public Storage open(StorageSettings settings) {
        List<String> faults = new ArrayList<>();
        if (!settings.url().equals(URL)) {
            faults.add("url: nothing may follow the scheme, for example " + URL);
        }
        MemoryStorage.Builder builder = MemoryStorage.builder(settings.clock());
        new TreeMap<>(settings.options()).forEach((name, value) -> take(name, value, builder, faults));
        if (!faults.isEmpty()) {
            throw new StorageSettingsException(faults);
        }
        return builder.open();
    }

    private static void take(String name, String value, MemoryStorage.Builder builder, List<String> faults) {
        if (!CAP.matcher(name).matches()) {
            faults.add(name + ": unknown option; known is cap.<kind name>, for example cap.clients=10000");
        } else if (!POSITIVE.matcher(value).matches()) {
            faults.add(name + ": expected a positive whole number, for example " + name + "=10000");
        } else {
            builder.cap(name.substring("cap.".length()), Long.parseLong(value));
        }
    }
}
