package dev.granary.cli.toolhive;

import dev.granary.servers.RedisServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A Redis that holds what a ToolHive server would have kept there. */
public final class ToolHiveRedis implements AutoCloseable {

    private final RedisServer server;

    private ToolHiveRedis(RedisServer server) {
        this.server = server;
    }

    /** Starts an empty one. */
    public static ToolHiveRedis start(Path folder) throws IOException, InterruptedException {
        return new ToolHiveRedis(RedisServer.start(folder));
    }

    /** Starts a sentinel that watches it. */
    public RedisServer sentinel(Path folder) throws IOException, InterruptedException {
        return RedisServer.sentinel(folder, server);
    }

    /** Its port on loopback. */
    public int port() {
        return server.port();
    }

    /** Sends a command and returns the first line of the answer. */
    public String send(String... words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
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
        try (InputStream in = ToolHiveRedis.class.getResourceAsStream("layout.txt")) {
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
        server.close();
    }
}
