package dev.granary.cli.toolhive;

import dev.granary.cli.console.PlainText;
import dev.granary.cli.console.Progress;
import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.serve.Surroundings;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.ServerOptions;
import dev.granary.cli.settings.Settings;
import dev.granary.domain.seal.KeyRing;
import dev.granary.record.StorageException;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.StorageSettingsException;
import dev.granary.storage.redis.ForeignKeys;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Carries over what a ToolHive authorization server kept in Redis. */
@Command(
        name = "toolhive",
        description = {
            "Carries over users, identities, upstream tokens, clients and registrations at upstreams.",
            "Stop the ToolHive server first. The import itself can be broken off and run again:",
            "what is here already stays as it is."
        })
public final class ToolHiveCommand implements Callable<Integer> {

    /** What every prefix of ToolHive's begins with; the namespace and name of a server follow. */
    private static final String PREFIXES = "thv:auth:{";

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;
    private final Surroundings surroundings;

    @Option(
            names = "--from",
            paramLabel = "URL",
            required = true,
            description = "ToolHive's Redis, as --storage takes it: redis://HOST:PORT/DATABASE?password-env=NAME")
    private String from = "";

    @Option(
            names = "--key-prefix",
            paramLabel = "TEXT",
            required = true,
            description = "What ToolHive's keys begin with: 'thv:auth:{NAMESPACE:NAME}:'")
    private String prefix = "";

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = "--provider",
            paramLabel = "THERE=HERE",
            description = "Which upstream of the file a provider of ToolHive's is, where its name does not say it."
                    + " Old rows have oidc or oauth2 for a name. May be repeated.")
    private List<String> providers = List.of();

    @Option(names = "--dry-run", description = "Shows what would be done, and does nothing.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    @Inject
    ToolHiveCommand(Screen screen, Configuration configuration, ServerLaunch launch, Surroundings surroundings) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
        this.surroundings = surroundings;
    }

    /** Returns the exit status: 0 only if everything was carried over that can be. */
    @Override
    public Integer call() {
        Settings settings = server.read(configuration);
        ProviderNames names = told(() -> new ProviderNames(settings.upstreams(), providers));
        try (ForeignKeys redis = open()) {
            Job job = new Job(settings, names, redis, told(() -> inventory(redis)));
            return dryRun
                    ? launch.visitRehearsal(settings, (opened, ring) -> rehearse(job, new Rehearsal(opened), ring))
                    : launch.visitStorage(settings, (opened, ring) -> run(job, opened, ring, surroundings));
        }
    }

    /** What is to be carried over, from where, and by which settings. */
    private record Job(Settings settings, ProviderNames names, ForeignKeys redis, Inventory inventory) {}

    private int rehearse(Job job, Rehearsal rehearsal, KeyRing ring) {
        // What is not done is not for the audit.
        Surroundings silent = new Surroundings(surroundings.clock(), surroundings.random(), event -> {});
        int status = run(job, rehearsal, ring, silent);
        screen.out().println("dry run: nothing was written");
        return status;
    }

    private int run(Job job, Storage opened, KeyRing ring, Surroundings around) {
        Target target = new Target(job.settings(), opened, ring, around);
        ToolHiveImport all = new ToolHiveImport(job.redis(), prefix, target.carriers(job.names()), target.realm());
        Tally tally = new Tally();
        try (Progress progress = Progress.of("toolhive", job.inventory().size())) {
            all.run(job.inventory(), tally, progress);
        } catch (StorageException e) {
            screen.out().println("stopped on the way; run it again, and it takes up what is left. So far:");
            new Report(screen.out()).print(job.inventory(), tally);
            throw e;
        }
        new Report(screen.out()).print(job.inventory(), tally);
        boolean known = !job.inventory().leftBehind().containsKey(LeftBehind.UNKNOWN);
        return tally.isClean() && known ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private ForeignKeys open() {
        try {
            return ForeignKeys.open(StorageSettings.of(from, surroundings.clock()));
        } catch (StorageSettingsException e) {
            throw new StorageSettingsException(
                    e.faults().stream().map(fault -> "--from: " + fault).toList());
        }
    }

    private Inventory inventory(ForeignKeys redis) {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("--key-prefix: expected a text such as 'thv:auth:{default:server}:'");
        }
        Inventory inventory = Inventory.of(redis, prefix);
        SortedSet<String> others = inventory.isForeign() ? prefixes(redis) : new TreeSet<>();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("--key-prefix: no key of ToolHive's at " + redis.place()
                    + " begins with '" + prefix + "'; there are '" + String.join("', '", others) + "'");
        }
        return inventory;
    }

    /** What other keys of ToolHive's begin with; in a cluster they cannot be looked for. */
    private SortedSet<String> prefixes(ForeignKeys redis) {
        SortedSet<String> found = new TreeSet<>();
        if (!from.startsWith("redis-cluster:")) {
            redis.forEach(PREFIXES, key -> found.add(PlainText.of(key.replaceFirst("(?s)\\}:.*", "}:"))));
        }
        return found;
    }

    private <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }
}
