package dev.granary.cli.tck;

import dev.granary.cli.console.Screen;
import dev.granary.cli.plugin.Plugins;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import dev.granary.tck.RuleResult;
import dev.granary.tck.TckRun;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Runs the compatibility kit over an installed backend. */
@Command(name = "tck", description = "Checks that a storage keeps the contract, rule by rule.")
public final class TckCommand implements Callable<Integer> {

    private final Screen screen;
    private final Storages installed;
    private final InstantSource clock;

    @Option(names = "--storage", paramLabel = "URL", description = "The storage to check. Default: ${DEFAULT-VALUE}")
    private String storage = "memory:";

    @Option(
            names = "--rules",
            paramLabel = "GLOB",
            description = "Only the rules whose ids fit, such as 'ONCE-*'. Default: ${DEFAULT-VALUE}")
    private String rules = "*";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many rounds a race takes; the more, the surer. Default: ${DEFAULT-VALUE}")
    private int rounds = 300;

    @Option(
            names = "--plugin",
            paramLabel = "JAR",
            description = "Adds the storages of this jar. Can be given again, for what the jar needs too.")
    private List<Path> plugins = List.of();

    @Inject
    TckCommand(Screen screen, Storages installed, InstantSource clock) {
        this.screen = screen;
        this.installed = installed;
        this.clock = clock;
    }

    /** Returns the exit status: 0 only if every rule holds, and there was one. */
    @Override
    public Integer call() {
        Storages storages = new Plugins(installed).with(plugins);
        // A storage that cannot be opened is one complaint, not one for each rule.
        storages.open(StorageSettings.of(storage, clock)).close();
        List<RuleResult> results = TckRun.over(storages, storage, Map.of())
                .only(new RuleGlob(rules)::accepts)
                .rounds(rounds)
                .run();
        if (results.isEmpty()) {
            screen.err().println("granary: no rule is called " + rules + "; see granary tck for all of them");
            return ExitCode.USAGE;
        }
        return new RuleTable(screen.out()).print(results) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
