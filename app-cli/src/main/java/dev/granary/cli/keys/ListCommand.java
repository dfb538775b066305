package dev.granary.cli.keys;

import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.settings.Configuration;
import dev.granary.domain.key.KeyState;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.http.AuthServer;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Shows the keys. */
@Command(name = "list", description = "Shows every key: what it is for, its part now, and when it ends.")
final class ListCommand implements Callable<Integer> {

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;

    @Mixin
    private ServerFlags flags = new ServerFlags();

    @Inject
    ListCommand(Screen screen, Configuration configuration, ServerLaunch launch) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
    }

    @Override
    public Integer call() {
        return launch.visit(flags.read(configuration), this::list);
    }

    private int list(AuthServer server) {
        for (RotatingKeys keys : server.rotatingKeys()) {
            for (KeyState key : keys.states()) {
                screen.out()
                        .printf(
                                Locale.ROOT,
                                "%-9s  %-11s  %-43s  made %s%s%n",
                                keys.use(),
                                key.standing(),
                                key.id().value(),
                                day(key.createdAt()),
                                key.endsAt().map(end -> ", ends " + day(end)).orElse(""));
            }
        }
        return ExitCode.OK;
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }
}
