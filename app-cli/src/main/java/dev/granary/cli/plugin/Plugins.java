package dev.granary.cli.plugin;

import dev.granary.spi.StorageProvider;
import dev.granary.spi.Storages;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the storages of plugins to the installed ones. */
public final class Plugins {

    private final Storages installed;

    /** Adds to these. */
    public Plugins(Storages installed) {
        this.installed = installed;
    }

    /**
     * The installed storages and those of these jars. The jars see each other and what {@link ApiView} shows.
     *
     * @throws PluginException if one cannot be used, naming it
     */
    public Storages with(List<Path> files) {
        if (files.isEmpty()) {
            return installed;
        }
        List<PluginJar> jars = files.stream().distinct().map(PluginJar::read).toList();
        requireProvider(jars);
        ClassLoader loader = loader(jars);
        List<StorageProvider> added =
                jars.stream().flatMap(jar -> jar.load(loader).stream()).toList();
        requireNewIds(added);
        return new Storages(
                Stream.concat(installed.providers().stream(), added.stream()).toList());
    }

    /** Stays open as long as the program runs: a plugin may need another class at any time. */
    private static ClassLoader loader(List<PluginJar> jars) {
        URL[] urls = jars.stream().map(PluginJar::url).toArray(URL[]::new);
        return new URLClassLoader("plugins", urls, new ApiView(Plugins.class.getClassLoader()));
    }

    private static void requireProvider(List<PluginJar> jars) {
        if (jars.stream().allMatch(jar -> jar.providers().isEmpty())) {
            throw new PluginException(jars.get(0).file(), "it has no storage; expected its file " + PluginJar.SERVICES);
        }
    }

    private void requireNewIds(List<StorageProvider> added) {
        Set<String> taken =
                installed.providers().stream().map(StorageProvider::id).collect(Collectors.toCollection(HashSet::new));
        for (StorageProvider provider : added) {
            if (!taken.add(provider.id()) && provider instanceof PluginProvider plugin) {
                throw new PluginException(plugin.file(), "there is another storage called " + provider.id());
            }
        }
    }
}
