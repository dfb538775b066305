package dev.granary.cli.architecture.planted.files.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The core reads a file. */
record Reader(Path path) {
    String read() throws IOException {
        return Files.readString(path);
    }
}
