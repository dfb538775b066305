package dev.granary.cli.proof;

import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Two servers behind one address, which share a storage and a key ring and know nothing of each other. The first is
 * embedded in this JVM. The second is a process of its own where two processes can open the storage; elsewhere it is
 * embedded, too, over the same {@link Storage}.
 */
final class Nodes implements AutoCloseable {

    private final RoundRobin front;
    private final SpringUpstream upstream;
    private final Storage storage;
    private final HostNode first;
    private final Node second;

    /** Nodes that grant tokens for these resources, and let a refresh be repeated for so long. */
    Nodes(Backend backend, List<String> audiences, Duration retryWindow) throws Exception {
        front = new RoundRobin();
        upstream = new SpringUpstream(front.address() + "/oauth/callback");
        String url = backend.freshUrl();
        storage =
                Storages.installed(Nodes.class.getClassLoader()).open(StorageSettings.of(url, InstantSource.system()));
        Path file = Backend.folder().resolve("granary.keys");
        KeyRing ring = new KeyRingFile(file).loadOrCreate(storage, new SecureRandom());
        HostNode.Site site =
                new HostNode.Site(front.address(), upstream.issuer(), audiences, retryWindow, InstantSource.system());
        first = new HostNode(storage, ring, site);
        second = backend.isShared() ? new ProgramNode(url, file, site) : new HostNode(storage, ring, site);
        front.start(List.of(first.address(), second.address()));
    }

    /** The address of both, where each request comes to the next one. */
    RoundRobin front() {
        return front;
    }

    /** The one that is embedded for sure. */
    HostNode first() {
        return first;
    }

    /** The other one. */
    Node second() {
        return second;
    }

    /** The address of the node that does not have this one. */
    String otherThan(String address) {
        return address.equals(first.address()) ? second.address() : first.address();
    }

    @Override
    public void close() {
        front.close();
        second.close();
        first.close();
        storage.close();
        upstream.close();
    }
}
