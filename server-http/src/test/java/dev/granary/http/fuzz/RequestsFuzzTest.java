package dev.granary.http.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;

/** Any bytes after each other, with live values in them: no failure, no end that does not come, nothing told or left. */
class RequestsFuzzTest {

    private static final Grounds GROUNDS = new Grounds();

    @AfterAll
    static void close() {
        GROUNDS.close();
    }

    @FuzzTest
    void theServerBearsThem(byte[] bytes) {
        Script script = new Script(new String(bytes, StandardCharsets.ISO_8859_1));
        GROUNDS.bear(ground -> {
            Live live = ground.live();
            script.requests().forEach(request -> ground.send(Script.sent(request, live), live));
            ground.requireNoComplaint(live);
        });
    }
}
