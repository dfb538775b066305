package dev.granary.cli.keys;

import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.settings.Configuration;
import dev.granary.domain.key.CompromiseOutcome;
import dev.granary.http.AuthServer;
import dev.granary.key.KeyId;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a key. */
@Command(
        name = "compromised",
        description = {
            "Ends a key that somebody else may know; another is in use at once.",
            "What a signing key signed is refused when the running servers read the keys, in a minute."
        })
final class CompromisedCommand implements Callable<Integer> {

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;

    @Mixin
    private ServerFlags flags = new ServerFlags();

    // With the equals sign, for an id may begin with a dash.
    @Option(
            names = "--key",
            required = true,
            paramLabel = "ID",
            description = "The key's id, as list shows it; written with the equals sign.")
    private String key = "";

    @Inject
    CompromisedCommand(Screen screen, Configuration configuration, ServerLaunch launch) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
    }

    @Override
    public Integer call() {
        return launch.visit(flags.read(configuration), this::end);
    }

    private int end(AuthServer server) {
        KeyId id = new KeyId(key);
        boolean ended = server.rotatingKeys().stream()
                .map(keys -> keys.compromised(id))
                .toList()
                .contains(CompromiseOutcome.ENDED);
        screen.out().println(ended ? "ended " + key : "there is no key " + key + "; list shows which there are");
        return ended ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
