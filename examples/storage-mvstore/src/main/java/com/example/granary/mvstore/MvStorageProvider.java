package com.example.granary.mvstore;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageProvider;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Opens {@link MvStorage}s by URLs such as {@code mvstore:/var/lib/granary.mv}. The option {@code sync} says whether
 * each write waits for the disk, {@code false} by default.
 */
public final class MvStorageProvider implements StorageProvider {

    private static final String SCHEME = "mvstore:";
    private static final String SYNC = "sync";

    /** For the service loader. */
    public MvStorageProvider() {}

    @Override
    public String id() {
        return MvStorage.ID;
    }

    @Override
    public String exampleUrl() {
        return SCHEME + "/var/lib/granary.mv";
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith(SCHEME);
    }

    @Override
    public Storage open(StorageSettings settings) {
        List<String> faults = new ArrayList<>();
        Path path = path(settings.url(), faults);
        boolean sync = sync(settings.options(), faults);
        if (!faults.isEmpty()) {
            throw new StorageSettingsException(faults);
        }
        return MvStorage.open(path, sync, settings.clock());
    }

    private static Path path(String url, List<String> faults) {
        Path path = Path.of(url.substring(SCHEME.length())).toAbsolutePath();
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(path)) {
            faults.add("url: expected a file in a folder that exists, for example mvstore:/var/lib/granary.mv");
        }
        return path;
    }

    private static boolean sync(Map<String, String> options, List<String> faults) {
        TreeSet<String> unknown = new TreeSet<>(options.keySet());
        unknown.remove(SYNC);
        unknown.forEach(name -> faults.add(name + ": unknown option; known is sync"));
        String sync = options.getOrDefault(SYNC, "false");
        if (!sync.equals("true") && !sync.equals("false")) {
            faults.add(SYNC + ": expected true or false");
        }
        return sync.equals("true");
    }
}
