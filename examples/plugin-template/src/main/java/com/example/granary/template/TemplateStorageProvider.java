package com.example.granary.template;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Opens {@link TemplateStorage}s by the URL {@code template:}. There are no options. */
public final class TemplateStorageProvider implements StorageProvider {

    private static final String URL = "template:";

    /** For the service loader. */
    public TemplateStorageProvider() {}

    @Override
    public String id() {
        return TemplateStorage.ID;
    }

    @Override
    public String exampleUrl() {
        return URL;
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(URL);
    }

    /** Tells every fault at once, so that nobody mends one only to meet the next. */
    @Override
    public Storage open(StorageSettings settings) {
        List<String> faults = new ArrayList<>();
        if (!settings.url().equals(URL)) {
            faults.add("url: nothing may follow the scheme, for example " + URL);
        }
        for (String name : new TreeSet<>(settings.options().keySet())) {
            faults.add(name + ": unknown option; there are none");
        }
        if (!faults.isEmpty()) {
            throw new StorageSettingsException(faults);
        }
        return new TemplateStorage(settings.clock());
    }
}
