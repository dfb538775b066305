package dev.granary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {

    private ConfiguredServer server;

    @BeforeEach
    void configure(@TempDir Path folder) throws IOException {
        server = ConfiguredServer.in(folder);
    }

    @Test
    void aRotationIsBegunAndShows() {
        assertThat(keys("list")).satisfies(ran -> {
            assertThat(ran.status()).isZero();
            assertThat(ran.out().lines()).hasSize(2).allMatch(line -> line.contains("CURRENT"));
        });
        assertThat(keys("rotate").out().lines()).hasSize(2).allMatch(line -> line.contains("NEXT"));
        assertThat(keys("list").out().lines()).hasSize(4);
    }

    @Test
    void aCompromisedKeyIsNotInUseAnyMore() {
        String current = keyId("SIGNATURE");
        assertThat(keys("compromised", "--key=" + current)).satisfies(ran -> {
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).contains("ended " + current);
        });
        assertThat(keys("list").out()).doesNotContain(current);
        String secret = keyId("MAC");
        assertThat(keys("compromised", "--key=" + secret).status()).isZero();
        assertThat(keys("list").out()).containsPattern("MAC +COMPROMISED +" + secret);
        assertThat(keys("compromised", "--key=-nobody").status()).isEqualTo(1);
    }

    @Test
    void afterSealingAnewAFormerKeyMayLeaveTheRing() throws IOException {
        assertThat(keys("list").status()).isZero();
        Path ring = server.keyRing();
        List<String> former = Files.readAllLines(ring);
        String next = "next-key " + "A".repeat(42) + "I=";
        Files.writeString(ring, next + "\n" + former.get(former.size() - 1) + "\n");

        assertThat(keys("reseal")).satisfies(ran -> {
            assertThat(ran.status()).isZero();
            // Two keys, two marks that name them, and the check value.
            assertThat(ran.out()).contains("sealed anew: 5");
        });
        Files.writeString(ring, next + "\n");
        assertThat(keys("list").status()).isZero();
        assertThat(keys("reseal").out()).contains("sealed anew: 0");
    }

    private String keyId(String use) {
        return keys("list")
                .out()
                .lines()
                .filter(line -> line.contains(use) && line.contains("CURRENT"))
                .map(line -> Arrays.asList(line.split(" +", -1)).get(2))
                .findFirst()
                .orElseThrow();
    }

    private Ran keys(String... arguments) {
        return server.run("keys", arguments);
    }
}
