package dev.granary.cli.keys;

import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.ServerOptions;
import dev.granary.domain.housekeeping.HousekeepingJob;
import dev.granary.domain.key.CompromiseOutcome;
import dev.granary.domain.key.KeyState;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.reseal.Resealing;
import dev.granary.http.AuthServer;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an operator does with the keys of the server that a configuration describes. */
@Command(name = "keys", description = "Shows the keys of a server, and rotates them.")
public final class KeysCommand {

    private static final int BATCH = 1000;

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Inject
    KeysCommand(Screen screen, Configuration configuration, ServerLaunch launch) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
    }

    @Command(name = "list", description = "Shows every key: what it is for, its part now, and when it ends.")
    int list() {
        return with(server -> {
            for (RotatingKeys keys : server.rotatingKeys()) {
                keys.states().forEach(key -> screen.out().println(line(keys.use(), key)));
            }
            return ExitCode.OK;
        });
    }

    @Command(
            name = "rotate",
            description = {
                "Publishes the next key of each use now.",
                "The housekeeping of the running servers puts it in use when the lead is over."
            })
    int rotate() {
        return with(server -> {
            server.rotatingKeys()
                    .forEach(keys -> screen.out()
                            .println(keys.use() + "  NEXT  " + keys.begin().value()));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "compromised",
            description = {
                "Ends a key that somebody else may know; another is in use at once.",
                "What a signing key signed is refused when the running servers read the keys, in a minute."
            })
    int compromised( // With the equals sign, for an id may begin with a dash.
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "ID",
                            description = "The key's id, as list shows it; written with the equals sign.")
                    String key) {
        return with(server -> end(server, new KeyId(key)));
    }

    @Command(
            name = "reseal",
            description = {
                "Seals everything that lasts under the first key of the key ring.",
                "Run it when all servers have the new ring; then, a day later, a former key can leave it."
            })
    int reseal() {
        return with(server -> {
            screen.out()
                    .println("sealed anew: " + all(server.resealing())
                            + "; everything that lasts is under the first key of the ring");
            return ExitCode.OK;
        });
    }

    private int end(AuthServer server, KeyId key) {
        boolean ended = server.rotatingKeys().stream()
                .map(keys -> keys.compromised(key))
                .toList()
                .contains(CompromiseOutcome.ENDED);
        screen.out()
                .println(
                        ended
                                ? "ended " + key.value()
                                : "there is no key " + key.value() + "; list shows which there are");
        return ended ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static int all(Resealing resealing) {
        resealing.restart();
        int changed = 0;
        boolean more = true;
        while (more) {
            HousekeepingJob.Progress step = resealing.step(BATCH);
            changed += step.changed();
            more = step.more();
        }
        return changed;
    }

    private static String line(KeyUse use, KeyState key) {
        String ends = key.endsAt().map(end -> ", ends " + day(end)).orElse("");
        return String.format(
                Locale.ROOT,
                "%-9s  %-11s  %-43s  made %s%s",
                use,
                key.standing(),
                key.id().value(),
                day(key.createdAt()),
                ends);
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    private int with(ToIntFunction<AuthServer> work) {
        return launch.visit(server.read(configuration), work::applyAsInt);
    }
}
