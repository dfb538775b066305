package dev.granary.cli.serve;

import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.domain.seal.SealingKey;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Where a server's key ring comes from. */
final class KeyRings {

    private static final Path DEFAULT = DataFolder.PATH.resolve("granary.keys");
    private static final Set<Capability> OUTLIVE_IT = Set.of(Capability.DURABLE, Capability.SHARED);

    private final RandomGenerator random;

    KeyRings(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The ring of the file, which is made for a new storage. A storage whose records cannot outlive the program gets
     * a ring that does not, either, unless a file is named.
     */
    KeyRing ring(Optional<Path> file, Storage storage) {
        boolean forgets = Collections.disjoint(storage.capabilities(), OUTLIVE_IT);
        return file.isEmpty() && forgets
                ? fleeting()
                : new KeyRingFile(file.orElse(DEFAULT)).loadOrCreate(storage, random);
    }

    /** The ring of the file if it is there; nothing is made, so otherwise one that opens nothing. */
    KeyRing present(Optional<Path> file) {
        Path path = file.orElse(DEFAULT);
        return Files.exists(path) ? new KeyRingFile(path).load() : fleeting();
    }

    private KeyRing fleeting() {
        String id = Base64.getUrlEncoder().encodeToString(bytes(6));
        return new KeyRing(new SealingKey(id, bytes(32)), List.of());
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
