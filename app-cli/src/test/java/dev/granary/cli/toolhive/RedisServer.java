package dev.granary.cli.toolhive;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** A real Redis as a process of its own. It dies with this JVM, however that ends. */
public final class RedisServer implements AutoCloseable {

    /** Holds the server's life to a pipe from us: when we are gone, reading ends and it is killed. */
    private static final String KEEPER =
            "\"$0\" \"$@\" >/dev/null 2>&1 </dev/null & p=$!; echo $p; cat >/dev/null; kill -9 $p";

    private final int port;
    private final Process keeper;

    private RedisServer(int port, List<String> arguments) {
        this.port = port;
        try {
            List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, binary().toString()));
            command.addAll(arguments);
            keeper = new ProcessBuilder(command).start();
            new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that keeps nothing on disk, and waits until it answers. */
    public static RedisServer start() {
        int port = freePort();
        return new RedisServer(port, List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "")).ready();
    }

    /** Starts a sentinel that watches a primary under the name {@code mymaster}, and waits until it answers. */
    public static RedisServer sentinel(RedisServer primary) {
        int port = freePort();
        try {
            Path file = Files.createTempFile("sentinel", ".conf");
            Files.write(
                    file,
                    List.of(
                            "port " + port,
                            "bind 127.0.0.1",
                            "sentinel monitor mymaster 127.0.0.1 " + primary.port + " 1"));
            return new RedisServer(port, List.of(file.toString(), "--sentinel")).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Sends a command and returns the first line of the answer. */
    public String send(String... words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                request.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
                request.write(bytes);
                request.write("\r\n".getBytes(StandardCharsets.UTF_8));
            }
            socket.getOutputStream().write(request.toByteArray());
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what the layout names under this prefix, and nothing else. */
    public void hold(String prefix, Instant now) {
        send("FLUSHALL");
        try (InputStream in = RedisServer.class.getResourceAsStream("layout.txt")) {
            String text = new String(Objects.requireNonNull(in, "layout.txt").readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> put(prefix, dated(line, now).split(" ", 3)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With every 'now+1800' as the number that it stands for. */
    static String dated(String text, Instant now) {
        return Pattern.compile("\\bnow([+-][0-9]+)")
                .matcher(text)
                .replaceAll(found -> Long.toString(now.getEpochSecond() + Long.parseLong(found.group(1))));
    }

    private void put(String prefix, String[] line) {
        List<String> command = new ArrayList<>(List.of("SET", prefix + line[0], line[2]));
        if (line[1].equals("set")) {
            command.set(0, "SADD");
        } else if (!line[1].equals("-")) {
            command.addAll(List.of("EX", line[1]));
        }
        String answer = send(command.toArray(String[]::new));
        if (answer.startsWith("-")) {
            throw new IllegalStateException(Arrays.toString(line) + ": " + answer);
        }
    }

    @Override
    public void close() {
        keeper.destroy();
        try {
            keeper.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RedisServer ready() {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer within 60 s");
            }
            Thread.onSpinWait();
        }
        return this;
    }

    private boolean answers() {
        try {
            return "+PONG".equals(send("PING"));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that a jar on the class path carries. */
    private static Path binary() throws IOException {
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
}
