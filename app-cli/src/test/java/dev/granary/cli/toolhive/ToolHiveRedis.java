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

    /** What its keys begin with. */
    public static final String PREFIX = "thv:auth:{default:mcp}:";

    /** The upstreams of a server that it can be carried over to, but for one that was called {@code oidc} there. */
    public static final String UPSTREAMS = """
            upstreams:
              - name: corp
                issuer: https://login.corp.example
                client-id: granary-at-corp
              - name: okta
                issuer: https://okta.example.com
              - name: github
                type: oauth2
                authorization-endpoint: https://github.example/authorize
                token-endpoint: https://github.example/token
                client-id: granary-at-github
            """;

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

    /** Keeps what the layout names, and nothing else. */
    public void hold(Instant now) {
        send("FLUSHALL");
        try (InputStream in = ToolHiveRedis.class.getResourceAsStream("layout.txt")) {
            String text = new String(Objects.requireNonNull(in, "layout.txt").readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> put(dated(line, now).split(" ", 3)));
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

    private void put(String[] line) {
        List<String> command = new ArrayList<>(List.of("SET", PREFIX + line[0], line[2]));
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
