package dev.granary.cli.reload;

import dev.granary.cli.settings.BadSettingsException;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.Settings;
import dev.granary.http.ServerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration file again when it has changed, and takes its limits. A file with a fault changes nothing and
 * is complained of; what is no limit counts at the next start.
 *
 * <p>It looks at the file's bytes every few seconds. A signal would have to be sent to every node, and not every system
 * has one; notices of the file system do not come where the file is a link that is turned, as orchestrators do it, nor
 * from every network.
 */
public final class ConfigurationWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Logger log = LoggerFactory.getLogger(ConfigurationWatch.class);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "configuration");
        daemon.setDaemon(true);
        return daemon;
    });
    private final Source source;
    private final LiveLimits limits;
    private byte[] seen;
    private Map<String, Object> lasting;

    /**
     * Where settings come from.
     *
     * @param configuration reads them
     * @param file the file
     * @param flags what the command line says, which wins over it
     */
    public record Source(Configuration configuration, Path file, Map<String, Object> flags) {}

    /** Watches for changes since {@code settings} were read; not before it is started. */
    public ConfigurationWatch(Source source, Settings settings, LiveLimits limits) {
        this.source = source;
        this.limits = limits;
        this.seen = bytes();
        this.lasting = settings.lasting();
    }

    /** Begins to look. */
    public void start() {
        // Its future tells of failures, and a look has none.
        var unused = thread.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks no more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Takes the limits if the file has changed. */
    void look() {
        try {
            byte[] now = bytes();
            if (!Arrays.equals(now, seen)) {
                seen = now;
                take(source.configuration().read(Optional.of(source.file()), source.flags()));
            }
        } catch (BadSettingsException e) {
            e.faults()
                    .forEach(fault -> log.error(
                            "the configuration file has changed and is wrong; the limits stay as they were: {}",
                            fault));
        } catch (RuntimeException e) {
            // An exception that left here would end all further looks.
            log.error("the configuration could not be read again; the limits stay as they were", e);
        }
    }

    private void take(Settings settings) {
        ServerLimits next = settings.limits();
        if (!next.equals(limits.get())) {
            limits.set(next);
            log.atInfo().addKeyValue("limits", next).log("the limits have changed");
        }
        if (!settings.lasting().equals(lasting)) {
            lasting = settings.lasting();
            log.warn("the configuration file has other changes, too; they count after a restart");
        }
    }

    /** A file that cannot be read now is one without a byte: reading the settings says what is wrong. */
    private byte[] bytes() {
        try {
            return Files.readAllBytes(source.file());
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
