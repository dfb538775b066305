package dev.granary.cli.toolhive;

import dev.granary.cli.console.Progress;
import dev.granary.cli.serve.Surroundings;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.Settings;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealingKey;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import dev.granary.storage.redis.ForeignKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A ToolHive server's Redis, and the settings and key ring of the server to carry over to. */
final class Ground {

    static final String PREFIX = ToolHiveRedis.PREFIX;

    static final String SETTINGS = "issuer: https://auth.example.com\n" + ToolHiveRedis.UPSTREAMS + """
            delegates:
              - id: reports
                secret-env: REPORTS
                scopes: [openid]
                acts-for: "*"
            """;

    private static final SecureRandom RANDOM = new SecureRandom();

    final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    final KeyRing ring = new KeyRing(new SealingKey("sealing1", new byte[32]), List.of());
    final List<AuditEvent> events = new ArrayList<>();
    final Settings settings;
    final ToolHiveRedis redis;
    private Duration later = Duration.ZERO;

    Ground(ToolHiveRedis redis) {
        this.redis = redis;
        this.settings = read(SETTINGS);
        redis.hold(now);
    }

    static Settings read(String yaml) {
        try {
            Path file = Files.writeString(Files.createTempFile("granary", ".yaml"), yaml);
            return new Configuration(name -> Optional.of("a-secret-of-more-than-32-characters"))
                    .read(Optional.of(file), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the clock on. */
    void pass(Duration time) {
        later = later.plus(time);
    }

    Surroundings surroundings() {
        return new Surroundings(() -> now.plus(later), RANDOM, events::add);
    }

    /** An empty storage of a few milliseconds. */
    Storage memory() {
        return open("memory:");
    }

    Storage h2() {
        return open("jdbc:h2:mem:" + UUID.randomUUID());
    }

    private Storage open(String url) {
        return Storages.installed(Ground.class.getClassLoader())
                .open(StorageSettings.of(url, surroundings().clock()));
    }

    Target target(Storage storage) {
        return new Target(settings, storage, ring, surroundings());
    }

    Seal seal() {
        return new Seal(ring, RANDOM);
    }

    /** Imports, with the old OpenID provider being {@code corp}. */
    Tally run(Storage storage) {
        return run(storage, "oidc=corp");
    }

    Tally run(Storage storage, String... providers) {
        Tally tally = new Tally();
        run(storage, tally, providers);
        return tally;
    }

    void run(Storage storage, Tally tally, String... providers) {
        Target target = target(storage);
        ProviderNames names = new ProviderNames(settings.upstreams(), List.of(providers));
        try (ForeignKeys keys = ForeignKeys.open(StorageSettings.of("redis://127.0.0.1:" + redis.port(), () -> now));
                Progress progress = Progress.of("toolhive", 0)) {
            new ToolHiveImport(keys, PREFIX, target.carriers(names), target.realm())
                    .run(Inventory.of(keys, PREFIX), tally, progress);
        }
    }

    /** Puts a row there, or another in its place. */
    void put(String key, String json) {
        redis.send("SET", PREFIX + key, ToolHiveRedis.dated(json, now));
    }
}
