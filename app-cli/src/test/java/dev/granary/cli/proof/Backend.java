package dev.granary.cli.proof;

import dev.granary.servers.PostgreSqlServer;
import dev.granary.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** The storages that the proofs run over; PostgreSQL and Redis are processes, which end with this JVM. */
enum Backend {
    MEMORY,
    H2,
    POSTGRESQL,
    REDIS;

    /** The URL of an empty storage. */
    String freshUrl() {
        return switch (this) {
            case MEMORY -> "memory:";
            case H2 -> "jdbc:h2:file:" + folder().resolve("records");
            case POSTGRESQL -> Databases.POSTGRESQL.freshDatabase();
            case REDIS ->
                "redis://127.0.0.1:"
                        + started(() -> RedisServer.start(folder())).port();
        };
    }

    /** Whether two processes can open one. */
    boolean isShared() {
        return this == POSTGRESQL || this == REDIS;
    }

    /** A new folder, which is removed with the build. */
    static Path folder() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "proof").toAbsolutePath()), "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T started(Callable<T> server) {
        try {
            return server.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started when the first test asks, since it takes seconds; Redis is cheap enough to be each test's own. */
    private static final class Databases {

        // No test here cuts the power.
        static final PostgreSqlServer POSTGRESQL = started(() -> PostgreSqlServer.start(folder(), "fsync=off"));
    }
}
