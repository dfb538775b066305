package dev.granary.cli.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code granary serve} in a process of its own, run from the jars that the launcher runs. */
final class Served implements AutoCloseable {

    /** The secret of the client {@code checker}, which every server has. */
    static final String SECRET = "a-secret-of-more-than-32-characters";

    /** Where the client {@code checker} is sent back to. */
    static final String CALLBACK = "https://client.example/callback";

    private static final String CHECKER = """
            clients:
              - id: checker
                redirect-uris: %s
                secret-env: CHECKER_SECRET
            """.formatted(CALLBACK);

    private final Path settings;
    private final Process process;
    private final List<String> welcome;

    private Served(Path settings, Process process, List<String> welcome) {
        this.settings = settings;
        this.process = process;
        this.welcome = welcome;
    }

    /** Starts a server with these settings, one client and any free port, and waits until it is ready. */
    static Served with(String settings) {
        try {
            Path folder = Files.createTempDirectory("granary-serve");
            Path file = Files.writeString(
                    folder.resolve("granary.yaml"),
                    settings.contains("port: ") ? CHECKER + settings : CHECKER + "port: 0\n" + settings);
            return start(file, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts another one with the same settings, in the same folder and on the same port, after this one's end. */
    Served again() throws IOException {
        return start(
                settings,
                List.of("--port", Integer.toString(URI.create(issuer()).getPort())));
    }

    private static Served start(Path file, List<String> flags) throws IOException {
        Path errors = file.resolveSibling("stderr");
        Process process = start(file, flags, errors);
        return new Served(file, process, welcome(process, errors));
    }

    private static Process start(Path file, List<String> flags, Path errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of(System.getProperty("granary.lib", "target/granary/lib"), "*")
                        .toAbsolutePath()
                        .toString(),
                "dev.granary.cli.GranaryCommand",
                "serve",
                "--config",
                file.toString()));
        command.addAll(flags);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        // Without a storage in its settings it keeps one where it was started.
        builder.directory(file.resolveSibling("").toFile());
        builder.environment().put("CHECKER_SECRET", SECRET);
        builder.environment().put("GRANARY_AUDIT", "OFF");
        return builder.start();
    }

    private static List<String> welcome(Process process, Path errors) throws IOException {
        List<String> lines = new ArrayList<>();
        // Closed with the process: the pipe must stay open as long as it writes.
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.endsWith("ends the server.")) {
            lines.add(line);
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start:\n" + String.join("\n", lines) + Files.readString(errors));
        }
        return lines;
    }

    /** The issuer, as the server said it is ready. */
    String issuer() {
        return welcome.stream()
                .filter(line -> line.startsWith("ready at "))
                .map(line -> line.substring("ready at ".length()))
                .findFirst()
                .orElseThrow();
    }

    /** What it printed at its start. */
    String welcome() {
        return String.join("\n", welcome);
    }

    /** Sends SIGTERM, and returns the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not end");
        }
        return process.exitValue();
    }

    /** Sends SIGKILL, and waits until there is no such process. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
