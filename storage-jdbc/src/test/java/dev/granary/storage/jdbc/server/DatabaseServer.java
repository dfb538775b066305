package dev.granary.storage.jdbc.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A database server of the tests' own on a port of loopback, with an empty data directory. */
public abstract class DatabaseServer implements AutoCloseable {

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 50_000_000L;
    private static final long PLENTY = 4L << 30;

    private final AtomicInteger databases = new AtomicInteger();
    private final Path home;
    private final int port;
    private Optional<Tethered> process = Optional.empty();

    DatabaseServer(String name) throws IOException {
        this.home = Files.createTempDirectory(root(), "granary-" + name);
        this.port = freePort();
    }

    /** The URL of a database of this name, credentials included. */
    public abstract String url(String database);

    /** The name of the database that is always there. */
    abstract String administration();

    abstract List<String> command() throws IOException, InterruptedException;

    /** Starts the server, again if it was killed, and returns when it answers. */
    public final DatabaseServer start() {
        try {
            process = Optional.of(Tethered.start(command(), home));
            awaitAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** SIGKILL. */
    public final void kill() {
        process.orElseThrow().kill();
    }

    /** Stops the server from running, without its knowledge. */
    public final void freeze() {
        process.orElseThrow().signal("STOP");
    }

    /** Lets a frozen server go on. */
    public final void thaw() {
        process.orElseThrow().signal("CONT");
    }

    /** The URL of a new database. */
    public final String freshDatabase() {
        String name = "granary_" + databases.incrementAndGet();
        execute(url(administration()), "create database " + name);
        return url(name);
    }

    /** Runs statements on a connection of its own. */
    public static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public final void close() {
        try {
            process.orElseThrow().remove();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    final Path home() {
        return home;
    }

    final int port() {
        return port;
    }

    /** Runs a program to its end. */
    final void run(List<String> command) throws IOException, InterruptedException {
        Path log = home.resolve("setup.log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(log));
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A command line: the words of each part. */
    static List<String> words(String... parts) {
        List<String> words = new ArrayList<>();
        for (String part : parts) {
            words.addAll(List.of(part.split(" ")));
        }
        return words;
    }

    private void awaitAnswer() throws IOException {
        long begun = System.nanoTime();
        while (!answers()) {
            boolean late = System.nanoTime() - begun > PATIENCE_NANOS;
            if (late || !process.orElseThrow().isAlive()) {
                throw new IllegalStateException("no server: " + Files.readString(home.resolve("log")));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url(administration()))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** In memory where there is plenty: there a commit need not wait for whoever else uses the disk. */
    private static Path root() throws IOException {
        Path memory = Path.of("/dev/shm");
        boolean roomy = Files.isDirectory(memory) && Files.getFileStore(memory).getUsableSpace() > PLENTY;
        return roomy ? memory : Path.of("target").toAbsolutePath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
