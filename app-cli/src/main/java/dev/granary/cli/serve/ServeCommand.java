package dev.granary.cli.serve;

import dev.granary.cli.console.Screen;
import dev.granary.cli.reload.ConfigurationWatch;
import dev.granary.cli.reload.LiveLimits;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.Settings;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves until it is told to end. */
@Command(
        name = "serve",
        description = "Serves OAuth 2.0 to clients. Without any option it is ready for development on this machine.")
public final class ServeCommand implements Callable<Integer> {

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file with settings. An option of the command line wins over it.")
    private @Nullable Path config;

    @Mixin
    private ServeFlags flags = new ServeFlags();

    @Inject
    ServeCommand(Screen screen, Configuration configuration, ServerLaunch launch) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
    }

    /** Returns the exit status: 0 after SIGTERM or SIGINT. */
    @Override
    public Integer call() throws InterruptedException {
        Optional<Path> file = Optional.ofNullable(config);
        Settings settings = configuration.read(file, flags.values());
        LiveLimits limits = new LiveLimits(settings.limits());
        Optional<ConfigurationWatch> watch = file.map(path -> new ConfigurationWatch(
                new ConfigurationWatch.Source(configuration, path, flags.values()), settings, limits));
        try (RunningServer server = launch.start(settings, limits);
                Ending ending = Ending.of(server)) {
            watch.ifPresent(ConfigurationWatch::start);
            new Welcome(screen.out()).print(server, settings);
            ending.await();
        } finally {
            watch.ifPresent(ConfigurationWatch::close);
        }
        return ExitCode.OK;
    }
}
