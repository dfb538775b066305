package dev.granary.tck;

import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens storages by a URL, with the options {@code cap.<kind name>} where they are declared. */
final class UrlContract implements StorageContract {

    private final Storages installed;
    private final String url;
    private final Map<String, String> options;
    private final Set<Capability> declared;

    private UrlContract(Storages installed, String url, Map<String, String> options, Set<Capability> declared) {
        this.installed = installed;
        this.url = url;
        this.options = Map.copyOf(options);
        this.declared = Set.copyOf(declared);
    }

    /** Opens the storage once, alone, to see what it declares: not every one can be opened twice. */
    static UrlContract of(Storages installed, String url, Map<String, String> options) {
        try (Storage storage = installed.open(new StorageSettings(url, options, InstantSource.fixed(Instant.EPOCH)))) {
            return new UrlContract(installed, url, options, storage.capabilities());
        }
    }

    @Override
    public Storage open(InstantSource clock) {
        return open(clock, options);
    }

    @Override
    public Optional<Storage> openAnother(InstantSource clock) {
        return declared.contains(Capability.SHARED) ? Optional.of(open(clock)) : Optional.empty();
    }

    @Override
    public Optional<Storage> openCapped(InstantSource clock, Map<String, Integer> caps) {
        if (!declared.contains(Capability.RECORD_CAPS)) {
            return Optional.empty();
        }
        Map<String, String> capped = new HashMap<>(options);
        caps.forEach((kind, most) -> capped.put("cap." + kind, most.toString()));
        return Optional.of(open(clock, capped));
    }

    private Storage open(InstantSource clock, Map<String, String> with) {
        return installed.open(new StorageSettings(url, with, clock));
    }
}
