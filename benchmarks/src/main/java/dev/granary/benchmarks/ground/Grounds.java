package dev.granary.benchmarks.ground;

import dev.granary.servers.PostgreSqlServer;
import dev.granary.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens grounds, and starts a server for each sort that needs one. Not safe for threads. */
public final class Grounds implements AutoCloseable {

    private final Path folder;
    private Optional<PostgreSqlServer> postgreSql = Optional.empty();
    private Optional<RedisServer> redis = Optional.empty();

    /** Keeps everything in this folder. */
    public Grounds(Path folder) {
        this.folder = folder;
    }

    /** Opens an empty one. */
    public Ground open(Backend backend) {
        return switch (backend) {
            case MEMORY -> new MemoryGround();
            case H2, POSTGRESQL -> openSql(backend);
            case REDIS -> new RedisGround(redis().port());
        };
    }

    /** Opens an empty database, of H2 or PostgreSQL. */
    public SqlGround openSql(Backend backend) {
        return new SqlGround(backend == Backend.H2 ? Dialect.H2 : Dialect.POSTGRESQL, freshUrl(backend));
    }

    /** Opens a Redis server, to see where keys would lie in a cluster. */
    public Slots openSlots() {
        return new Slots(redis().port());
    }

    private String freshUrl(Backend backend) {
        try {
            return backend == Backend.H2
                    ? "jdbc:h2:file:" + Files.createTempDirectory(folder, "h2").resolve("granary")
                            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                    : postgreSql().freshDatabase();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the servers and removes everything. */
    @Override
    public void close() {
        postgreSql.ifPresent(PostgreSqlServer::close);
        redis.ifPresent(RedisServer::close);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgreSqlServer postgreSql() {
        if (postgreSql.isEmpty()) {
            postgreSql = Optional.of(
                    started(() -> PostgreSqlServer.start(folder, "shared_buffers=1GB", "max_wal_size=8GB")));
        }
        return postgreSql.get();
    }

    private RedisServer redis() {
        if (redis.isEmpty()) {
            redis = Optional.of(started(() -> RedisServer.start(folder)));
        }
        return redis.get();
    }

    private static <T> T started(Start<T> server) {
        try {
            return server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Start<T> {

        T start() throws IOException, InterruptedException;
    }
}
