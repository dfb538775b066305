package dev.granary.cli.serve;

import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.KeyRingFile;
import dev.granary.domain.seal.SealingKey;
import dev.granary.spi.Capability;
import dev.granary.spi.Storage;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Where a server's key ring comes from. */
final class KeyRings {

    private static final Path DEFAULT = Path.of("granary.keys");

    private final RandomGenerator random;

    KeyRings(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The ring of the file, which is made for a new storage. A storage that forgets everything at its end gets a ring
     * that does, too, unless a file is named.
     */
    KeyRing ring(Optional<Path> file, Storage storage) {
        boolean forgets = !storage.capabilities().contains(Capability.DURABLE);
        return file.isEmpty() && forgets
                ? fleeting()
                : new KeyRingFile(file.orElse(DEFAULT)).loadOrCreate(storage, random);
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
