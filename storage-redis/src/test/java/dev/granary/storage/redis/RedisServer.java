package dev.granary.storage.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A real server as a process of its own. It dies with this JVM, however that ends. */
final class RedisServer implements AutoCloseable {

    private static final String BINARY = "granary.redis.server";

    /** Holds the server's life to a pipe from us: when we are gone, reading ends and it is killed. */
    private static final String KEEPER =
            "\"$0\" \"$@\" >\"$GRANARY_LOG\" 2>&1 </dev/null & p=$!; echo $p; cat >/dev/null; kill -9 $p";

    private final Path directory;
    private final List<String> arguments;
    private final int port;
    private final Optional<Path> authority;
    private Running running;

    private RedisServer(Path directory, int port, List<String> arguments, Optional<Path> authority) {
        this.directory = directory;
        this.port = port;
        this.arguments = arguments;
        this.authority = authority;
        this.running = launch();
    }

    /** Starts a server that keeps nothing on disk, with these further arguments. */
    static RedisServer start(String... further) {
        int port = freePort();
        Path directory = freshDirectory();
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                "" + directory,
                "--repl-diskless-sync-delay",
                "0",
                "--maxmemory-policy",
                "noeviction"));
        arguments.addAll(List.of(further));
        return new RedisServer(directory, port, arguments, Optional.empty());
    }

    /** Starts a server that only takes encrypted connections, with these further arguments. */
    static RedisServer encrypted(Certificate certificate, String... further) {
        int port = freePort();
        Path directory = freshDirectory();
        List<String> arguments = new ArrayList<>();
        encryption(port, certificate).forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
        arguments.addAll(List.of("--bind", "127.0.0.1", "127.0.0.2", "--save", "", "--dir", directory.toString()));
        arguments.addAll(List.of(further));
        return new RedisServer(directory, port, arguments, Optional.of(certificate.authority()));
    }

    /** Starts a sentinel that watches a primary named {@code mymaster}. */
    static RedisServer sentinel(int primaryPort, int quorum) {
        int port = freePort();
        return sentinel(port, primaryPort, quorum, Map.of("port", "" + port), Optional.empty());
    }

    /** Starts a sentinel that only takes and makes encrypted connections. */
    static RedisServer encryptedSentinel(Certificate certificate, int primaryPort, int quorum) {
        int port = freePort();
        Map<String, String> settings = encryption(port, certificate);
        return sentinel(port, primaryPort, quorum, settings, Optional.of(certificate.authority()));
    }

    private static RedisServer sentinel(
            int port, int primaryPort, int quorum, Map<String, String> settings, Optional<Path> authority) {
        Path directory = freshDirectory();
        List<String> lines = new ArrayList<>(List.of(
                "bind 127.0.0.1",
                "dir " + directory,
                "sentinel monitor mymaster 127.0.0.1 " + primaryPort + " " + quorum,
                "sentinel down-after-milliseconds mymaster 1000",
                "sentinel failover-timeout mymaster 5000"));
        settings.forEach((name, value) -> lines.add(0, name + " " + value));
        try {
            Path file = Files.write(directory.resolve("sentinel.conf"), lines);
            return new RedisServer(directory, port, List.of(file.toString(), "--sentinel"), authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is set for a server that takes no plain connection, and makes none to other servers. */
    private static Map<String, String> encryption(int port, Certificate certificate) {
        return Map.of(
                "port",
                "0",
                "tls-port",
                "" + port,
                "tls-cert-file",
                certificate.chain().toString(),
                "tls-key-file",
                certificate.key().toString(),
                "tls-ca-cert-file",
                certificate.authority().toString(),
                "tls-auth-clients",
                "no",
                "tls-replication",
                "yes");
    }

    static int freePort() {
        // The bus of a cluster node is 10,000 above its port.
        for (int attempt = 0; attempt < 1000; attempt++) {
            try (ServerSocket socket = new ServerSocket(0)) {
                if (socket.getLocalPort() < 55_000) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no free port below 55000");
    }

    /** Waits until something is so, and gives up after 60 seconds. */
    static void await(String what, Supplier<Boolean> isSo) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!isSo.get()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within 60 s: " + what);
            }
            pause(20);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    HostAndPort address() {
        return new HostAndPort("127.0.0.1", port);
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    Path directory() {
        return directory;
    }

    /** A connection of the test's own. */
    Jedis client() {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder().serverDefaultProtocol().socketTimeoutMillis(20_000);
        authority
                .flatMap(file -> TrustedAuthorities.connections(Optional.of(file.toString()), new ArrayList<>()))
                .ifPresent(config::sslOptions);
        return new Jedis(address(), config.build());
    }

    /** A field of INFO. */
    String info(String section, String field) {
        try (Jedis jedis = client()) {
            return Pairs.ofLines(jedis.info(section).getBytes(StandardCharsets.UTF_8))
                    .getOrDefault(field, "");
        }
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Kills it as the operating system would. */
    void kill() {
        signal("KILL");
        running.process().destroyForcibly();
        try {
            running.process().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again after {@link #kill}, at the same port, on the same data. */
    RedisServer started() {
        await("the port to be free", this::isPortFree);
        running = launch();
        return this;
    }

    /** Waits until it answers. */
    RedisServer ready() {
        await("a reply of " + address(), this::answers);
        return this;
    }

    @Override
    public void close() {
        kill();
    }

    private Running launch() {
        try {
            List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, binary().toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("GRANARY_LOG", directory.resolve("log").toString());
            Process process = builder.start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new Running(process, out.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Jedis jedis = client()) {
            jedis.ping();
            return true;
        } catch (JedisException e) {
            return String.valueOf(e.getMessage()).startsWith("NOAUTH");
        }
    }

    /** A killed server may hold it for a moment. */
    private boolean isPortFree() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + running.pid())
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path freshDirectory() {
        try {
            Path directory = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "granary-redis");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server that the property names, such as a Valkey; otherwise the one that a jar on the class path carries. */
    private static Path binary() throws IOException {
        String named = System.getProperty(BINARY, "");
        if (named.isEmpty()) {
            return bundled();
        }
        if (!Files.isExecutable(Path.of(named))) {
            throw new IllegalStateException(BINARY + ": " + named + " is no program; expected the absolute path of a"
                    + " redis-server or valkey-server. On Debian 13: apt-get install valkey-server, then"
                    + " -D" + BINARY + "=/usr/bin/valkey-server");
        }
        return Path.of(named);
    }

    private static Path bundled() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String name = "redis-server-7.0.15-" + system + "-" + processor;
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "granary-" + name);
        if (!Files.isExecutable(file)) {
            Path fresh = Files.createTempFile("granary-redis-server", "");
            try (InputStream in = RedisServer.class.getResourceAsStream("/" + name)) {
                Files.write(fresh, Objects.requireNonNull(in, name).readAllBytes());
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            // In one step, as another build may do the same now.
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /**
     * A process that runs.
     *
     * @param process the keeper
     * @param pid the server itself
     */
    private record Running(Process process, String pid) {}
}
