package dev.granary.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A server that ends with this JVM, whatever the JVM ends by: a shell between the two waits for its input to end. */
final class ServerProcess implements AutoCloseable {

    private static final String TETHER =
            "\"$0\" \"$@\" </dev/null >>\"$LOG\" 2>&1 & p=$!; echo $p; cat >/dev/null; kill -9 $p 2>/dev/null";
    private static final int PATIENCE = 600;
    private static final long PAUSE_MILLIS = 50;

    private final Process shell;
    private final ProcessHandle server;

    private ServerProcess(Process shell, long pid) {
        this.shell = shell;
        this.server = ProcessHandle.of(pid).orElseThrow();
    }

    /** Starts a server and returns when something listens at the port. */
    static ServerProcess start(List<String> command, Path log, int port) throws IOException, InterruptedException {
        List<String> tethered = new ArrayList<>(List.of("sh", "-c", TETHER));
        tethered.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(tethered).redirectError(log.toFile());
        builder.environment().put("LOG", log.toString());
        Process shell = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
        ServerProcess process = new ServerProcess(shell, Long.parseLong(Objects.requireNonNull(out.readLine())));
        for (int tried = 0; !listens(port); tried++) {
            if (tried == PATIENCE || !process.server.isAlive()) {
                throw new IllegalStateException("no server: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return process;
    }

    /** Runs a program to its end. */
    static void run(List<String> command, Path log) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(log));
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(server);
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.forEach(process -> process.onExit().join());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
