package dev.granary.domain.seal;

import dev.granary.record.Text;
import dev.granary.spi.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A key ring in a file that only its owner can read: one key to a line, its id of 8 characters and the base64 of its 32
 * bytes, parted by a space. The first key seals, all of them open. Lines that begin with {@code #} are for people.
 *
 * <p>It is kept apart from the database: who has both can read what is sealed.
 */
public final class KeyRingFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    /** The ring in this file, which need not exist yet. */
    public KeyRingFile(Path path) {
        this.path = path;
    }

    /**
     * Loads the ring.
     *
     * @throws KeyRingException if the file cannot be read, others can read it, or a line is not a key, naming the line
     */
    public KeyRing load() {
        try {
            requireOwnerOnly();
            return parse(Files.readAllLines(path, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new KeyRingException(
                    "key ring " + path + ": cannot be read; check that the file is there and that"
                            + " this user may read it",
                    e);
        }
    }

    /**
     * Loads the ring, or makes it with one new key if there is no file. It is never made for a storage that holds
     * sealed records already: a new key could not open them.
     *
     * @throws KeyRingException as {@link #load} does, and if the file is missing and the storage is not new
     */
    public KeyRing loadOrCreate(Storage storage, RandomGenerator random) {
        if (Files.exists(path)) {
            return load();
        }
        Map<String, Long> records = storage.stats().records();
        if (records.values().stream().anyMatch(count -> count > 0)) {
            throw new KeyRingException("key ring " + path + ": the file is missing, and the storage holds records that"
                    + " were sealed with it; put it back from your backup, or begin with an empty storage");
        }
        return create(random);
    }

    private KeyRing create(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        byte[] id = new byte[6];
        random.nextBytes(id);
        String line = Base64.getUrlEncoder().encodeToString(id) + " "
                + Base64.getEncoder().encodeToString(bytes);
        String text = "# Granary's sealing keys: the first one seals, all of them open.\n"
                + "# Without this file nothing sealed can be read. Keep a copy, apart from the database's.\n" + line
                + "\n";
        try {
            write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            return load();
        } catch (IOException e) {
            throw new KeyRingException(
                    "key ring " + path + ": cannot be written; check that this user may write to" + " the folder", e);
        }
        return load();
    }

    private void write(byte[] text) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        boolean posix = isPosix();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(folder, attributes(posix, OWNER_ONLY_FOLDER));
        }
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (var channel = Files.newByteChannel(path, options, attributes(posix, OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap(text));
        }
    }

    private void requireOwnerOnly() throws IOException {
        if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
            throw new KeyRingException(
                    "key ring " + path + ": others than its owner have rights to the file; run chmod 600 on it");
        }
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] attributes(boolean posix, Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private KeyRing parse(List<String> lines) {
        List<SealingKey> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(key(line, i + 1));
            }
        }
        if (keys.isEmpty()) {
            throw new KeyRingException("key ring " + path + ": has no key; put it back from your backup");
        }
        try {
            return new KeyRing(keys.get(0), keys.subList(1, keys.size()));
        } catch (IllegalArgumentException e) {
            throw new KeyRingException("key ring " + path + ": " + e.getMessage() + "; remove one of the two lines");
        }
    }

    private SealingKey key(String line, int number) {
        try {
            String[] parts = line.split(" +", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("two words expected");
            }
            return new SealingKey(
                    Text.requireBase64Url("key id", parts[0], 8),
                    Base64.getDecoder().decode(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new KeyRingException("key ring " + path + ", line " + number
                    + ": expected an id of 8 characters and the base64 of 32 bytes, parted by a space");
        }
    }

    @Override
    public String toString() {
        return "KeyRingFile[" + path + "]";
    }
}
