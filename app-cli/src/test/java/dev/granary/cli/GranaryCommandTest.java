package dev.granary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranaryCommandTest {

    @Test
    void theDemoTellsTheWholeStory() throws IOException {
        Ran demo = Ran.granary("demo");

        assertThat(demo.out()).satisfies(out -> assertThat(masked(out)).isEqualTo(golden("demo.txt")));
        assertThat(demo.err()).isEmpty();
        assertThat(demo.status()).isZero();
    }

    @Test
    void theDemoShowsNoWholeToken() {
        assertThat(Ran.granary("demo").out())
                .contains("grc_", "eyJr", "grr_")
                .doesNotContainPattern("(gr[acr]_|eyJr)[A-Za-z0-9_-]");
    }

    @Test
    void theKitPassesOverMemory() {
        Ran tck = Ran.granary("tck", "--rules", "once-0?");

        assertThat(tck.out()).contains("ONCE-01  ok").containsPattern("\\R[1-9][0-9]* passed, 0 failed\\R$");
        assertThat(tck.err()).isEmpty();
        assertThat(tck.status()).isZero();
    }

    @Test
    void aThoroughRunRepeatsRacesAndSaysTheirSeeds() {
        Ran tck = Ran.granary("tck", "--rules", "ONCE-01", "--rounds", "2", "--seed", "17", "--thorough=1s");

        assertThat(tck.out())
                .contains("again  ONCE-01 --seed 18", "again  ONCE-01 --seed 19")
                .containsPattern("\\R1 passed, 0 failed\\R$");
        assertThat(tck.status()).isZero();
    }

    @Test
    void aTimeThatIsNoneEndsWithTwo() {
        assertComplaint(
                Ran.granary("tck", "--thorough=soon"),
                2,
                "granary: Invalid value for option '--thorough': expected a time such as 90s, 10m or 2h");
    }

    @Test
    void theKitRunsOverNoUnknownStorageAndNotWithoutRules() {
        assertComplaint(Ran.granary("tck", "--storage", "oracle:"), 2, "granary: storage: no installed provider");
        assertComplaint(Ran.granary("tck", "--storage", "unreachable:"), 3, "granary: storage unavailable");
        assertComplaint(Ran.granary("tck", "--rules", "NONE-*"), 2, "granary: no rule is called NONE-*");
    }

    @Test
    void helpNamesTheCommandsAndTheExitStatuses() throws IOException {
        Ran help = Ran.granary("--help");

        assertThat(help.out()).isEqualTo(golden("help.txt"));
        assertThat(help.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V"})
    void theVersionIsOneLine(String option) {
        assertThat(Ran.granary(option).out()).matches("granary \\S+\\R");
        assertThat(Ran.granary("demo", option).out()).matches("granary \\S+\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frobnicate         | granary: unknown command 'frobnicate'; there are serve, keys, registration-token, upstream-registration, import, demo, tck",
                "--frobnicate       | granary: Unknown option: '--frobnicate'; see granary --help",
                "demo --frobnicate  | granary: Unknown option: '--frobnicate'; see granary demo --help",
                "demo more          | granary: Unmatched argument at index 1: 'more'; see granary demo --help",
                "demo --storage     | granary: Missing required parameter for option '--storage' (URL)",
                "demo --storage memory:more | granary: url: nothing may follow the scheme"
            })
    void whatIsNotUnderstoodEndsWithTwo(String line, String complaint) {
        assertComplaint(Ran.granary(line.split(" ")), 2, complaint);
    }

    @Test
    void aMissingCommandEndsWithTwo() {
        assertComplaint(
                Ran.granary(),
                2,
                "granary: a command is missing; there are serve, keys, registration-token, upstream-registration, import, demo, tck");
    }

    @Test
    void anUnknownStorageNamesTheInstalledOnes() {
        assertComplaint(
                Ran.granary("demo", "--storage", "oracle://scott:tiger@host"),
                2,
                "granary: storage: no installed provider answers to this URL; installed are ");
        assertThat(Ran.granary("demo", "--storage", "oracle://scott:tiger@host").err())
                .contains(
                        "jdbc (jdbc:h2:file:",
                        "memory (memory:)",
                        "redis (redis://localhost:6379/0)",
                        "unreachable (unreachable:)");
    }

    @Test
    void aStorageOutOfReachEndsWithThree() {
        assertComplaint(
                Ran.granary("demo", "--storage", "unreachable:"),
                3,
                "granary: storage unavailable, nothing was changed: unreachable: open of all: nobody listens");
    }

    @Test
    void aFaultOfTheProgramEndsWithThreeAndInOneLine() {
        assertComplaint(
                Ran.granary("demo", "--storage", "unreachable:broken"),
                3,
                "granary: a fault of the program: IllegalStateException: first line second line");
    }

    @Test
    void aServerWithBadSettingsDoesNotStartAndSaysEverything() {
        Ran serve = Ran.granary("serve", "--port", "x", "--upstream", "name=corp,isuer=https://login.example.com");

        assertThat(serve.status()).isEqualTo(2);
        assertThat(serve.out()).isEmpty();
        assertThat(serve.err().lines())
                .containsExactly(
                        "granary: the configuration has 3 faults",
                        "  port: expected a number from 0 to 65535; for example port: 8080",
                        "  upstreams[0].issuer: is missing; for example issuer: https://login.example.com",
                        "  upstreams[0].isuer: is no key here; did you mean issuer?");
    }

    @Test
    void aServerWhosePortIsTakenSaysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertComplaint(
                    Ran.granary("serve", "--port", String.valueOf(taken.getLocalPort())),
                    3,
                    "granary: cannot listen on 127.0.0.1, port " + taken.getLocalPort());
        }
    }

    @Test
    void aServerWhoseStorageIsOutOfReachDoesNotStart() {
        assertComplaint(
                Ran.granary("serve", "--port", "0", "--storage", "unreachable:"), 3, "granary: storage unavailable");
    }

    private static void assertComplaint(Ran ran, int status, String complaint) {
        assertThat(ran.err())
                .startsWith(complaint)
                .doesNotContain("tiger")
                .satisfies(err -> assertThat(err.lines()).hasSize(1));
        assertThat(ran.out()).isEmpty();
        assertThat(ran.status()).isEqualTo(status);
    }

    private static String masked(String out) {
        return out.replaceAll("((gr[acr]_|eyJr)\\.\\.\\.)[A-Za-z0-9_-]{4}", "$1####");
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = GranaryCommandTest.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
