package dev.granary.tck;

import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens storages by a URL, with the options {@code cap.<kind name>} where they are declared. */
final class UrlContract implements StorageContract {

    private final Storages installed;
    private final String url;
    private final Map<String, String> options;

    UrlContract(Storages installed, String url, Map<String, String> options) {
        this.installed = installed;
        this.url = url;
        this.options = Map.copyOf(options);
    }

    @Override
    public Storage open(InstantSource clock) {
        return open(clock, options);
    }

    @Override
    public Optional<Storage> openAnother(InstantSource clock) {
        return openIfDeclared(Capability.SHARED, clock, options);
    }

    @Override
    public Optional<Storage> openCapped(InstantSource clock, Map<String, Integer> caps) {
        try (Storage plain = open(clock)) {
            if (!plain.capabilities().contains(Capability.RECORD_CAPS)) {
                return Optional.empty();
            }
        }
        Map<String, String> capped = new HashMap<>(options);
        caps.forEach((kind, most) -> capped.put("cap." + kind, most.toString()));
        return Optional.of(open(clock, capped));
    }

    private Optional<Storage> openIfDeclared(Capability capability, InstantSource clock, Map<String, String> with) {
        Storage storage = open(clock, with);
        if (storage.capabilities().contains(capability)) {
            return Optional.of(storage);
        }
        storage.close();
        return Optional.empty();
    }

    private Storage open(InstantSource clock, Map<String, String> with) {
        return installed.open(new StorageSettings(url, with, clock));
    }
}
