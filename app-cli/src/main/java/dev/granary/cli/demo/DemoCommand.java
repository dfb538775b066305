package dev.granary.cli.demo;

import dev.granary.cli.console.Screen;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Tells the life of a grant and checks every step. */
@Command(
        name = "demo",
        description = "Shows the whole life of a grant, from its code to its theft, and checks every step.")
public final class DemoCommand implements Callable<Integer> {

    private final Screen screen;
    private final InProcess authorities;

    @Option(names = "--storage", paramLabel = "URL", description = "Where the grant is kept. Default: ${DEFAULT-VALUE}")
    private String storage = "memory:";

    @Inject
    DemoCommand(Screen screen, InProcess authorities) {
        this.screen = screen;
        this.authorities = authorities;
    }

    /** Returns the exit status: 0 only if every step did what it says. */
    @Override
    public Integer call() {
        try (Authority authority = authorities.open(storage)) {
            Narrator narrator = new Narrator(screen.out());
            narrator.say("The life of a grant. Tokens are shown shortened; time is put forward, nobody waits.");
            new Story(authority, narrator).tell();
            return narrator.end() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
