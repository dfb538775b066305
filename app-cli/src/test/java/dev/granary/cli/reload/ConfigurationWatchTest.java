package dev.granary.cli.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ConfigurationWatchTest {

    @TempDir
    private Path folder;

    private final Configuration configuration = new Configuration(name -> Optional.empty());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ConfigurationWatch.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    void changedLimitsAreTakenAndTold() throws IOException {
        Watched watched = watch("limits: {pending-logins: 5}");
        write("limits: {pending-logins: 7, request-body: 2048, dynamic-clients: 9}\nregistration: {burst: 3}");

        watched.look();

        assertThat(watched.limits.get().pendingLogins()).isEqualTo(7);
        assertThat(watched.limits.get().dynamicClients()).isEqualTo(9);
        assertThat(watched.limits.get().requests().body()).isEqualTo(2048);
        assertThat(watched.limits.get().registrations().nodeBurst()).isEqualTo(3);
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.INFO);
            assertThat(event.getKeyValuePairs()).anyMatch(pair -> pair.key.equals("limits"));
        });
    }

    @Test
    void aFileThatDidNotChangeIsNotReadAgain() throws IOException {
        Watched watched = watch("limits: {pending-logins: 5}");
        watched.look();
        assertThat(log.list).isEmpty();
    }

    @Test
    void aFileWithAFaultChangesNothingAndIsComplainedOfOnce() throws IOException {
        Watched watched = watch("limits: {pending-logins: 5}");
        write("limits: {pending-logins: 7, request-body: 1, no-such-limit: 2}");

        watched.look();
        watched.look();

        assertThat(watched.limits.get().pendingLogins()).isEqualTo(5);
        assertThat(log.list)
                .hasSize(2)
                .allMatch(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allMatch(text -> text.contains("the limits stay as they were"))
                .anyMatch(text -> text.contains("limits.request-body"))
                .anyMatch(text -> text.contains("limits.no-such-limit"));
    }

    @Test
    void aFileThatIsGoneChangesNothingAndIsTakenWhenItIsBack() throws IOException {
        Watched watched = watch("limits: {pending-logins: 5}");
        Files.delete(file());
        watched.look();
        assertThat(watched.limits.get().pendingLogins()).isEqualTo(5);
        assertThat(log.list).singleElement().matches(event -> event.getLevel() == Level.ERROR);

        write("limits: {pending-logins: 8}");
        watched.look();

        assertThat(watched.limits.get().pendingLogins()).isEqualTo(8);
    }

    @Test
    void whatIsNoLimitIsSaidToCountAfterARestart() throws IOException {
        Watched watched = watch("limits: {pending-logins: 5}");
        write("limits: {pending-logins: 6}\nretry-window: 0s\nregistration: {token-required: true}");

        watched.look();

        assertThat(watched.limits.get().pendingLogins()).isEqualTo(6);
        assertThat(log.list)
                .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
                .contains(
                        tuple(Level.WARN, "the configuration file has other changes, too; they count after a restart"));
    }

    private record Watched(LiveLimits limits, ConfigurationWatch watch) {

        void look() {
            watch.look();
        }
    }

    private Watched watch(String content) throws IOException {
        write(content);
        Settings settings = configuration.read(Optional.of(file()), Map.of());
        LiveLimits limits = new LiveLimits(settings.limits());
        ConfigurationWatch.Source source = new ConfigurationWatch.Source(configuration, file(), Map.of());
        return new Watched(limits, new ConfigurationWatch(source, settings, limits));
    }

    private void write(String content) throws IOException {
        Files.writeString(file(), content);
    }

    private Path file() {
        return folder.resolve("granary.yaml");
    }
}
