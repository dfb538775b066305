package dev.granary.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Redis without persistence, so that what is measured is the round trip. */
public final class RedisServer implements AutoCloseable {

    private static final String BINARY = "redis-server-7.0.15-linux-amd64";

    private final ServerProcess process;
    private final int port;

    private RedisServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server that keeps everything below this folder. */
    public static RedisServer start(Path folder) throws IOException, InterruptedException {
        Path binary = Files.createDirectories(folder).resolve(BINARY);
        ClassLoader loader = RedisServer.class.getClassLoader();
        try (InputStream packed = Objects.requireNonNull(loader.getResourceAsStream(BINARY), BINARY)) {
            Files.copy(packed, binary, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!binary.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + binary + " a program");
        }
        int port = ServerProcess.freePort();
        List<String> command = List.of(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no");
        return new RedisServer(ServerProcess.start(command, folder.resolve("redis.log"), port), port);
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
