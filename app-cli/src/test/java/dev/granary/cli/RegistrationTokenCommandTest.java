package dev.granary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationTokenCommandTest {

    @TempDir
    private Path folder;

    private Ran run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "registration-token";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--storage";
        all[arguments.length + 2] = "jdbc:h2:file:" + folder.resolve("records");
        return Ran.granary(all);
    }

    @Test
    void aTokenIsIssuedListedByItsHashAndRevoked() {
        Ran issued = run("issue", "--uses", "3", "--days", "2");
        assertThat(issued.status()).as(issued.err()).isZero();
        assertThat(issued.out()).matches("[A-Za-z0-9_-]{43}\\R");

        String line = run("list").out();
        assertThat(line)
                .contains("until ", "uses left: 3")
                .doesNotContain(issued.out().strip());
        String hash = line.split(" ", 2)[0];

        assertThat(run("revoke", "--hash=" + hash).status()).isZero();
        assertThat(run("revoke", "--hash=" + hash).status()).isEqualTo(1);
        assertThat(run("list").out()).isEmpty();
    }

    @Test
    void whatIsOutOfRangeIsNotUnderstood() {
        assertThat(run("issue", "--days", "0").status()).isEqualTo(2);
        assertThat(run("issue", "--days", "0").err()).contains("expected 1 ").doesNotContain("a command is missing");
        assertThat(run("issue", "--uses", "0").status()).isEqualTo(2);
        assertThat(run("revoke", "--hash=short").status()).isEqualTo(2);
        assertThat(Ran.granary("registration-token").status()).isEqualTo(2);
    }
}
