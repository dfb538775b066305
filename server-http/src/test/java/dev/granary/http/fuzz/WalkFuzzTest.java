package dev.granary.http.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are well-formed, after each other, each of them a little wrong: as {@link RequestsFuzzTest}. */
class WalkFuzzTest {

    private static final int MOST = 8;
    private static final int KINDS = 19;
    private static final Grounds GROUNDS = new Grounds();

    @AfterAll
    static void close() {
        GROUNDS.close();
    }

    /** Each request alone, as it should be. */
    static Stream<byte[]> seeds() {
        return IntStream.range(0, KINDS).mapToObj(kind -> new byte[] {(byte) kind});
    }

    @MethodSource("seeds")
    @FuzzTest
    void theServerBearsThem(byte[] bytes) {
        GROUNDS.bear(ground -> {
            Live live = ground.live();
            Choices choices = new Choices(bytes);
            for (int sent = 0; sent < MOST && choices.more(); sent++) {
                ground.send(Script.sent(new Requests(choices).next(), live), live);
            }
            ground.requireNoComplaint(live);
        });
    }
}
