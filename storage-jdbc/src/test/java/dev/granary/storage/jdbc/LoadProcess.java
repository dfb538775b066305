package dev.granary.storage.jdbc;

import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A process of its own that puts load on a storage and tells this one what was acknowledged. */
final class LoadProcess {

    private final Process process;
    private final Ledger ledger = new Ledger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "acknowledgements");

    private LoadProcess(Process process) {
        this.process = process;
    }

    /** Starts a process that may write files of this size at most. */
    static LoadProcess start(String url, String mostBlocks) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f " + mostBlocks + "; exec \"$0\" \"$@\"",
                        java,
                        "-cp",
                        classPath,
                        LoadProcess.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        LoadProcess started = new LoadProcess(process);
        started.reader.start();
        return started;
    }

    /** The other process. Ends when its input does, or when the storage fails. */
    public static void main(String[] arguments) throws InterruptedException {
        Storage storage = new JdbcStorageProvider().open(StorageSettings.of(arguments[0], Database.CLOCK));
        new Load(
                        Database.grants(storage),
                        grant -> say(grant.id().value() + " " + grant.stamp().count()),
                        failure -> say("failed " + failure.getClass().getSimpleName() + " " + failure.getMessage()))
                .start()
                .join();
        Runtime.getRuntime().halt(0);
    }

    Ledger ledger() {
        return ledger;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** SIGKILL. Returns when all that the process said is in the ledger. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
        reader.join();
    }

    // One write each, or lines of several threads mix.
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("failed")) {
            failures.add(line);
        } else if (words.length == 2) {
            ledger.enter(words[0], Long.parseLong(words[1]));
        }
    }
}
