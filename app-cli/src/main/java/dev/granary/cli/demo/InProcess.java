package dev.granary.cli.demo;

import dev.granary.cli.serve.RunningServer;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.serve.Surroundings;
import dev.granary.cli.settings.Configuration;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.spi.Storages;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Starts servers in this very process, on any free port of loopback, whose time can be put forward. */
final class InProcess {

    private final Storages storages;
    private final Configuration configuration;
    private final InstantSource clock;
    private final RandomGenerator random;

    @Inject
    InProcess(Storages storages, Configuration configuration, InstantSource clock, RandomGenerator random) {
        this.storages = storages;
        this.configuration = configuration;
        this.clock = clock;
        this.random = random;
    }

    /** Starts one over the storage that the URL names, and registers a client there. */
    Authority open(String url) {
        MovableClock time = new MovableClock(clock);
        List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());
        RunningServer server = new ServerLaunch(storages, new Surroundings(time, random, events::add))
                .start(configuration.read(Optional.empty(), settings(url)));
        try {
            return new HttpAuthority(server, DemoClient.registered(server.issuer()), time, events);
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException(e);
        }
    }

    /** The story's client has a secret, and nobody but this process hears it. */
    private static Map<String, Object> settings(String url) {
        return Map.of("port", "0", "storage", url, "registration", Map.of("confidential-on-loopback", true));
    }
}
