package dev.granary.cli.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options by which a command, or its subcommands, are told whose records they work on. */
public final class ServerOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The Granary server's YAML file with settings.")
    private @Nullable Path config;

    @Option(
            names = "--storage",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The Granary server's storage. Default: as the file says, else what serve uses by default")
    private @Nullable String storage;

    /** Without an option it is the server that is started without any. */
    public ServerOptions() {}

    /**
     * The settings of that server.
     *
     * @throws BadSettingsException naming every fault
     */
    public Settings read(Configuration configuration) {
        Map<String, Object> flags = storage == null ? Map.of() : Map.of("storage", storage);
        return configuration.read(Optional.ofNullable(config), flags);
    }
}
