package dev.granary.spi;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The installed providers. Immutable and safe for threads. */
public final class Storages {

    private final List<StorageProvider> providers;

    /** Chooses among these providers. */
    public Storages(List<StorageProvider> providers) {
        this.providers = providers.stream()
                .sorted(Comparator.comparing(StorageProvider::id))
                .toList();
    }

    /** Chooses among the providers that this class loader finds. */
    public static Storages installed(ClassLoader loader) {
        return new Storages(ServiceLoader.load(StorageProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** The providers, by id. */
    public List<StorageProvider> providers() {
        return providers;
    }

    /**
     * Opens the storage that the URL names.
     *
     * @throws StorageSettingsException if no installed provider answers to the URL, or more than one, or the one does
     *     not take the settings; the message names the installed ones
     */
    public Storage open(StorageSettings settings) {
        List<StorageProvider> willing = providers.stream()
                .filter(provider -> provider.accepts(settings.url()))
                .toList();
        if (willing.size() != 1) {
            String found = willing.isEmpty() ? "no installed provider answers" : ids(willing) + " all answer";
            throw new StorageSettingsException(List.of("storage: " + found + " to this URL; installed are "
                    + (providers.isEmpty() ? "none, add a storage module" : examples())));
        }
        return willing.get(0).open(settings);
    }

    private String examples() {
        return providers.stream()
                .map(provider -> provider.id() + " (" + provider.exampleUrl() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String ids(List<StorageProvider> providers) {
        return providers.stream().map(StorageProvider::id).collect(Collectors.joining(", "));
    }
}
