package dev.granary.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Redis without persistence. */
public final class RedisServer implements AutoCloseable {

    private final ServerProcess process;
    private final int port;

    private RedisServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server that keeps everything below this folder. */
    public static RedisServer start(Path folder) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        return start(
                folder,
                port,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no");
    }

    /** Starts a sentinel that watches this primary under the name {@code mymaster}. */
    public static RedisServer sentinel(Path folder, RedisServer primary) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        List<String> settings = List.of(
                "port " + port, "bind 127.0.0.1", "sentinel monitor mymaster 127.0.0.1 " + primary.port() + " 1");
        Path file = Files.write(Files.createDirectories(folder).resolve("sentinel.conf"), settings);
        return start(folder, port, file.toString(), "--sentinel");
    }

    private static RedisServer start(Path folder, int port, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(folder).toString()));
        command.addAll(List.of(arguments));
        return new RedisServer(ServerProcess.start(command, folder.resolve("redis.log"), port), port);
    }

    /** The one for this machine that a jar on the class path carries, unpacked. */
    private static Path program(Path folder) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String name = "redis-server-7.0.15-" + system + "-" + processor;
        Path program = Files.createDirectories(folder).resolve(name);
        ClassLoader loader = RedisServer.class.getClassLoader();
        try (InputStream packed = Objects.requireNonNull(loader.getResourceAsStream(name), name)) {
            Files.copy(packed, program, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + program + " a program");
        }
        return program;
    }

    /** Its port on loopback. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
