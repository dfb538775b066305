package dev.granary.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;

/** What stands at the root for an issuer with a path tells its metadata, whatever is asked, and nothing else. */
class WellKnownFuzzTest {

    private static final String PATH = "/tenants/one";
    private static final Grounds GROUNDS =
            new Grounds(() -> new Ground(ground -> ground.world().below(PATH).wellKnownServlet()));

    @AfterAll
    static void close() {
        GROUNDS.close();
    }

    @FuzzTest
    void itTellsItsMetadataOrNothing(byte[] bytes) {
        Script script = new Script(new String(bytes, StandardCharsets.ISO_8859_1));
        GROUNDS.bear(ground -> bear(ground, script));
    }

    private static void bear(Ground ground, Script script) {
        Live live = ground.live();
        String issuer = "\"issuer\":\"" + ground.world().at(PATH) + "\"";
        for (String request : script.requests()) {
            Reply reply = ground.sendBeside(Script.sent(request, live), live);
            assertThat(reply.answers())
                    .filteredOn(answer -> answer.status() == 200)
                    .allMatch(answer -> answer.text().replace("\\/", "/").contains(issuer));
        }
        ground.requireNoComplaint(live);
    }
}
