package dev.granary.storage.jdbc;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class H2DatabaseTest implements CostRules, FaultRules {

    @TempDir
    static Path folder;

    @Override
    public String freshDatabase() {
        return "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString());
    }

    @Override
    public Optional<String> unreachable() {
        return Optional.empty();
    }
}
