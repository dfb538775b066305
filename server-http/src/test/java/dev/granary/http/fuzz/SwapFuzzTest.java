package dev.granary.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Whatever is sent to a resource server, an upstream's token is put in for a live token of ours and for nothing else. */
class SwapFuzzTest {

    private static final Swapped SWAPPED = new Swapped();
    private static final Grounds GROUNDS = new Grounds(() -> new Ground(SWAPPED::before));

    @AfterAll
    static void close() {
        GROUNDS.close();
    }

    @FuzzTest
    void onlyALiveTokenIsSwapped(byte[] bytes) {
        Script script = new Script(new String(bytes, StandardCharsets.ISO_8859_1));
        GROUNDS.bear(ground -> {
            Live live = ground.live();
            for (String request : script.requests()) {
                String sent = Script.sent(request, live);
                ground.sendBeside(sent, live);
                requireSwapped(SWAPPED.taken(), sent, live);
            }
            ground.requireNoComplaint(live);
        });
    }

    private static void requireSwapped(List<Swapped.Seen> requests, String sent, Live live) {
        for (Swapped.Seen seen : requests) {
            if (seen.upstream().isEmpty()) {
                assertThat(seen.way()).as("passed without a token").isEqualTo(Swapped.Way.ANONYMOUS);
            } else {
                assertThat(seen.upstream()).hasSize(1).allMatch(value -> value.startsWith("Bearer upstream-access-"));
                assertThat(sent).contains(live.value("access").orElseThrow());
                assertThat(seen.authorization())
                        .isEqualTo(seen.way() == Swapped.Way.REPLACED ? seen.upstream() : List.of());
            }
        }
    }
}
