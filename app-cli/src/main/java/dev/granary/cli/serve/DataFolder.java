package dev.granary.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of a server that nobody configured. Where the file system knows owners, only its own may look inside. */
final class DataFolder {

    static final Path PATH = Path.of("granary-data");

    private DataFolder() {}

    /** Makes the folder if it is not there. @throws NotStartedException if it cannot be made */
    static void make() {
        boolean owners = PATH.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = owners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectories(PATH, attributes);
        } catch (IOException e) {
            throw new NotStartedException(
                    "cannot make the folder " + PATH.toAbsolutePath()
                            + "; start in a folder that this user may write to, or name a storage with --storage",
                    e);
        }
    }
}
