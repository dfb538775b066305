package dev.granary.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL as it comes, durable. It refuses to run as root, so root runs it where nobody is root. Not safe for threads. */
public final class PostgreSqlServer implements AutoCloseable {

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final int ATTEMPTS = 600;
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final ServerProcess process;
    private final int port;
    private int databases;

    private PostgreSqlServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server that keeps everything below this folder.
     *
     * @param settings such as {@code shared_buffers=1GB}
     */
    public static PostgreSqlServer start(Path folder, String... settings) throws IOException, InterruptedException {
        Path bin =
                unpacked(Files.createDirectories(folder.resolve("postgresql"))).resolve("bin");
        Path data = Files.createTempDirectory(folder, "data");
        ServerProcess.run(
                unprivileged(bin + "/initdb -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync -D " + data),
                folder.resolve("initdb.log"));
        int port = ServerProcess.freePort();
        List<String> command = unprivileged(
                bin + "/postgres -c listen_addresses=127.0.0.1 -c unix_socket_directories= -p " + port + " -D " + data);
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        PostgreSqlServer server =
                new PostgreSqlServer(ServerProcess.start(command, folder.resolve("postgresql.log"), port), port);
        server.awaitAnswer();
        return server;
    }

    /** The URL of a new database. */
    public String freshDatabase() {
        String name = "granary_" + ++databases;
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    @Override
    public void close() {
        process.close();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    private void awaitAnswer() {
        for (int tried = 0; tried < ATTEMPTS; tried++) {
            try (Connection connection = DriverManager.getConnection(url("postgres"))) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new IllegalStateException("PostgreSQL does not answer");
    }

    private static List<String> unprivileged(String command) {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> words = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        words.addAll(List.of(command.split(" ")));
        return words;
    }

    private static Path unpacked(Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-x", "-C", folder.toString())
                .redirectErrorStream(true)
                .start();
        ClassLoader loader = PostgreSqlServer.class.getClassLoader();
        try (InputStream packed = Objects.requireNonNull(loader.getResourceAsStream(ARCHIVE), ARCHIVE);
                InputStream unpacked = new XZInputStream(packed);
                var in = tar.getOutputStream()) {
            unpacked.transferTo(in);
        }
        if (tar.waitFor() != 0) {
            throw new IllegalStateException("tar failed to unpack " + ARCHIVE);
        }
        return folder;
    }
}
