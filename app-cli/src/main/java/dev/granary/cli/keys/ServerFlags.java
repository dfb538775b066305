package dev.granary.cli.keys;

import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server's keys are meant: the one that this configuration describes. */
final class ServerFlags {

    @Option(names = "--config", paramLabel = "FILE", description = "The server's YAML file.")
    private @Nullable Path config;

    @Option(
            names = "--storage",
            paramLabel = "URL",
            description = "Where its records are kept. Default: as the file says, else what serve uses by default")
    private @Nullable String storage;

    Settings read(Configuration configuration) {
        Map<String, Object> flags = storage == null ? Map.of() : Map.of("storage", storage);
        return configuration.read(Optional.ofNullable(config), flags);
    }
}
