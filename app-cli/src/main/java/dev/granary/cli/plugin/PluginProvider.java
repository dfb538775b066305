package dev.granary.cli.plugin;

import dev.granary.record.StorageException;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A provider of a plugin. Whatever it throws that it should not is told with the plugin's name. */
final class PluginProvider implements StorageProvider {

    private final Path file;
    private final StorageProvider provider;

    PluginProvider(Path file, StorageProvider provider) {
        this.file = file;
        this.provider = provider;
    }

    Path file() {
        return file;
    }

    @Override
    public String id() {
        return named(provider::id);
    }

    @Override
    public String exampleUrl() {
        return named(provider::exampleUrl);
    }

    @Override
    public boolean accepts(String url) {
        return named(() -> provider.accepts(url));
    }

    @Override
    public Storage open(StorageSettings settings) {
        return named(() -> provider.open(settings));
    }

    private <T> T named(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Many libraries look for their own parts through the thread.
        thread.setContextClassLoader(provider.getClass().getClassLoader());
        try {
            return call.get();
        } catch (StorageException | StorageSettingsException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw PluginFaults.of(file, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
