package dev.granary.cli;

import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;

/** A backend that is never there; {@code unreachable:broken} is one with a fault of its own. */
public final class Unreachable implements StorageProvider {

    /** For the service loader. */
    public Unreachable() {}

    @Override
    public String id() {
        return "unreachable";
    }

    @Override
    public String exampleUrl() {
        return "unreachable:";
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith("unreachable:");
    }

    @Override
    public Storage open(StorageSettings settings) {
        if (settings.url().endsWith("broken")) {
            throw new IllegalStateException("first line\n  second line");
        }
        throw new StorageUnavailableException(
                StorageFault.of(id(), "open", "all", "nobody listens; start the server and try again"));
    }
}
