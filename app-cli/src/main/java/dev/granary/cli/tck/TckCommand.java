package dev.granary.cli.tck;

import dev.granary.cli.console.Progress;
import dev.granary.cli.console.Screen;
import dev.granary.cli.plugin.Plugins;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import dev.granary.tck.TckRun;
import dev.granary.tck.report.TckReport;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Runs the compatibility kit over an installed backend. */
@Command(name = "tck", description = "Checks that a storage keeps the contract, rule by rule.")
public final class TckCommand implements Callable<Integer> {

    private final Screen screen;
    private final Storages installed;
    private final InstantSource clock;

    @Option(
            names = "--storage",
            paramLabel = "URL",
            description = "The storage to check. Can be given again, to compare several. Default: ${DEFAULT-VALUE}")
    private List<String> storage = List.of("memory:");

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
            names = "--seed",
            paramLabel = "N",
            description = "Throws the dice as another run did, whose failure said its seed. Default: by chance")
    private @Nullable Long seed;

    @Option(
            names = "--thorough",
            paramLabel = "DURATION",
            arity = "0..1",
            fallbackValue = "10m",
            converter = ThoroughTime.class,
            description = "Then repeats races and walks with other dice until this time is over, such as 90s, 10m or"
                    + " 2h. Without a time: ${FALLBACK-VALUE}")
    private Duration thorough = Duration.ZERO;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes what was found to this folder: as text, JSON, JUnit's XML and a page for browsers.")
    private @Nullable Path report;

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
        storage.forEach(url -> storages.open(StorageSettings.of(url, clock)).close());
        List<TckReport> reports = new ArrayList<>();
        for (String url : storage) {
            reports.add(run(storages, url));
        }
        if (reports.get(0).results().isEmpty()) {
            screen.err().println("granary: no rule is called " + rules + "; see granary tck for all of them");
            return ExitCode.USAGE;
        }
        Optional.ofNullable(report).map(ReportFolder::new).ifPresent(folder -> folder.write(reports));
        return print(reports) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private TckReport run(Storages storages, String url) {
        TckRun run = TckRun.over(storages, url, Map.of())
                .only(new RuleGlob(rules)::accepts)
                .rounds(rounds);
        TckRun seeded = Optional.ofNullable(seed).map(run::seed).orElse(run).thorough(thorough, this::tellRepetition);
        String name = named(url);
        try (Progress progress = Progress.of(name, seeded.size())) {
            return new TckReport(
                    name,
                    environment(),
                    seeded.telling(ended -> progress.step(ended.id(), 1)).run());
        }
    }

    private void tellRepetition(String rule, long dice) {
        screen.out().println("again  " + rule + " --seed " + dice);
    }

    private boolean print(List<TckReport> reports) {
        RuleTable table = new RuleTable(screen.out());
        boolean holds = true;
        for (TckReport each : reports) {
            if (reports.size() > 1) {
                screen.out().println(each.storage());
            }
            holds &= table.print(each);
        }
        return holds;
    }

    /** Scheme and what follows it up to where a user, a password or an option could stand. */
    private static String named(String url) {
        String plain = url.replaceFirst("//[^/?;]*@", "//…@");
        return plain.replaceFirst("[?;].*", "");
    }

    private static Map<String, String> environment() {
        return Map.of(
                "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
}
