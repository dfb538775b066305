package dev.granary.cli.proof;

import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Two embedded nodes with one clock, which goes on only when told. They share records and nothing else; where two processes
 * can open a storage, each has opened it itself. Nobody logs in here.
 */
final class Twins implements AutoCloseable {

    private static final String NOWHERE = "http://127.0.0.1:9";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(InstantSource.system().instant());
    private final List<Storage> storages;
    private final HostNode first;
    private final HostNode second;

    Twins(Backend backend) throws Exception {
        String url = backend.freshUrl();
        storages = backend.isShared() ? List.of(open(url), open(url)) : List.of(open(url));
        KeyRing ring = new KeyRingFile(Backend.folder().resolve("granary.keys"))
                .loadOrCreate(storages.get(0), new SecureRandom());
        HostNode.Site site = new HostNode.Site("http://127.0.0.1:8", NOWHERE, List.of(), Duration.ZERO, now::get);
        first = new HostNode(storages.get(0), ring, site);
        second = new HostNode(storages.get(storages.size() - 1), ring, site);
    }

    private Storage open(String url) {
        return Storages.installed(Twins.class.getClassLoader()).open(StorageSettings.of(url, now::get));
    }

    HostNode first() {
        return first;
    }

    HostNode second() {
        return second;
    }

    /** Lets so much time pass. */
    void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public void close() {
        first.close();
        second.close();
        storages.forEach(Storage::close);
    }
}
