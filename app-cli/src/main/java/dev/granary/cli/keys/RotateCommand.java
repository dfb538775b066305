package dev.granary.cli.keys;

import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.settings.Configuration;
import dev.granary.http.AuthServer;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Begins a rotation. */
@Command(
        name = "rotate",
        description = {
            "Publishes the next key of each use now.",
            "The housekeeping of the running servers puts it in use when the lead is over."
        })
final class RotateCommand implements Callable<Integer> {

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;

    @Mixin
    private ServerFlags flags = new ServerFlags();

    @Inject
    RotateCommand(Screen screen, Configuration configuration, ServerLaunch launch) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
    }

    @Override
    public Integer call() {
        return launch.visit(flags.read(configuration), this::rotate);
    }

    private int rotate(AuthServer server) {
        server.rotatingKeys()
                .forEach(keys -> screen.out()
                        .println(keys.use() + "  NEXT  " + keys.begin().value()));
        return ExitCode.OK;
    }
}
