package dev.granary.storage.jdbc.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL. It refuses to run as root, so root runs it in a user namespace where nobody is root. */
public final class PostgreSql extends DatabaseServer {

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private final Path data = home().resolve("data");

    /** A server that is not started. */
    public PostgreSql() throws IOException {
        super("postgresql");
    }

    @Override
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=postgres";
    }

    /** Restarts as a hot standby of nobody: it takes no writes. */
    public void becomeStandby() {
        restart(Files::createFile);
    }

    /** Restarts as what it was, if it is a standby. */
    public void becomePrimary() {
        if (Files.exists(standbySignal())) {
            restart(Files::delete);
        }
    }

    /** The data directory. */
    public Path data() {
        return data;
    }

    private void restart(Change change) {
        kill();
        try {
            change.apply(standbySignal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private Path standbySignal() {
        return data.resolve("standby.signal");
    }

    @Override
    String administration() {
        return "postgres";
    }

    @Override
    List<String> command() throws IOException, InterruptedException {
        Path bin = Unpacked.archive(ARCHIVE).resolve("bin");
        if (!Files.exists(data)) {
            run(unprivileged(words(
                    bin.resolve("initdb").toString(),
                    "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync -D",
                    data.toString())));
        }
        return unprivileged(words(
                bin.resolve("postgres").toString(),
                "-c dynamic_shared_memory_type=mmap",
                "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c timezone=Asia/Kathmandu",
                "-p " + port() + " -D",
                data.toString()));
    }

    private static List<String> unprivileged(List<String> command) {
        List<String> all = new ArrayList<>(isRoot() ? List.of("unshare", "-U") : List.of());
        all.addAll(command);
        return all;
    }

    private interface Change {

        void apply(Path file) throws IOException;
    }
}
