package dev.granary.cli.keys;

import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.settings.Configuration;
import dev.granary.domain.housekeeping.HousekeepingJob;
import dev.granary.domain.reseal.Resealing;
import dev.granary.http.AuthServer;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Seals everything anew. */
@Command(
        name = "reseal",
        description = {
            "Seals everything that lasts under the first key of the key ring.",
            "Run it when all servers have the new ring; then, a day later, a former key can leave it."
        })
final class ResealCommand implements Callable<Integer> {

    private static final int BATCH = 1000;

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;

    @Mixin
    private ServerFlags flags = new ServerFlags();

    @Inject
    ResealCommand(Screen screen, Configuration configuration, ServerLaunch launch) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
    }

    @Override
    public Integer call() {
        return launch.visit(flags.read(configuration), this::reseal);
    }

    private int reseal(AuthServer server) {
        Resealing resealing = server.resealing();
        resealing.restart();
        int changed = 0;
        boolean more = true;
        while (more) {
            HousekeepingJob.Progress step = resealing.step(BATCH);
            changed += step.changed();
            more = step.more();
        }
        screen.out().println("sealed anew: " + changed + "; everything that lasts is under the first key of the ring");
        return ExitCode.OK;
    }
}
