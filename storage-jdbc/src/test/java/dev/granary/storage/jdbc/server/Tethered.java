package dev.granary.storage.jdbc.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A process that dies with this JVM, whatever the JVM dies of: a shell between the two waits for the end of its input. */
final class Tethered {

    private static final String TETHER = "\"$0\" \"$@\" </dev/null >>\"$SERVER_HOME/log\" 2>&1 & p=$!; echo $p;"
            + " read -r keep; kill -9 $p 2>/dev/null; [ -n \"$keep\" ] || rm -rf \"$SERVER_HOME\"";

    private final Process shell;
    private final ProcessHandle server;

    private Tethered(Process shell, long pid) {
        this.shell = shell;
        this.server = ProcessHandle.of(pid).orElseThrow();
    }

    static Tethered start(List<String> command, Path home) throws IOException {
        List<String> tethered = new ArrayList<>(List.of("sh", "-c", TETHER));
        tethered.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(tethered).redirectError(home.resolve("log").toFile());
        builder.environment().put("SERVER_HOME", home.toString());
        builder.environment().put("TZ", "America/St_Johns");
        Process shell = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
        return new Tethered(shell, Long.parseLong(Objects.requireNonNull(out.readLine())));
    }

    /** SIGKILL to the server and everything it started. Its home stays. */
    void kill() {
        end("keep\n");
    }

    /** The same, and its home is removed. */
    void remove() throws InterruptedException {
        end("");
        shell.waitFor();
    }

    private void end(String word) {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        cut(word);
        all.forEach(process -> process.onExit().join());
    }

    boolean isAlive() {
        return server.isAlive();
    }

    /** SIGSTOP or SIGCONT to the server and everything it started. */
    void signal(String name) {
        String pids =
                all().stream().map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pids).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ProcessHandle> all() {
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(0, server);
        return all;
    }

    private void cut(String word) {
        try {
            shell.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
