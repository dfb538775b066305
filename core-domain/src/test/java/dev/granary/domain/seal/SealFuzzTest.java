package dev.granary.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.granary.grant.GrantId;
import dev.granary.grant.SealedSecret;
import dev.granary.key.KeyId;
import dev.granary.record.Namespace;
import dev.granary.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What was not sealed here does not open, whatever it is, and nothing else happens. */
class SealFuzzTest {

    private static final KeyRing RING = new KeyRing(key("firstkey"), List.of(key("otherkey")));
    private static final Position PLACE = new Position(new Namespace("tenant"), "users", new KeyId("1"), "name");
    private static final GrantId GRANT = new GrantId("AAECAwQFBgcICQoLDA0ODw");
    private static final String TOKEN = "token";

    private final Seal seal = new Seal(RING, new Random(1));
    private final RetrySeal retry = new RetrySeal(RING, new Random(1));

    private static SealingKey key(String id) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) id.hashCode());
        return new SealingKey(id, bytes);
    }

    static Stream<String> sealed() {
        SealFuzzTest sealing = new SealFuzzTest();
        return Stream.of(
                sealing.seal.seal("text", PLACE).envelope(),
                sealing.retry.seal(TOKEN, GRANT, 1, new byte[32]).envelope());
    }

    static Stream<byte[]> seeds() {
        return sealed().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void onlyWhatWasSealedOpens(byte[] bytes) {
        String envelope = new String(bytes, StandardCharsets.UTF_8);
        boolean genuine = sealed().anyMatch(envelope::equals);
        try {
            Sealed sealed = new Sealed(envelope);
            assertThat(seal.open(sealed, PLACE)).isEqualTo("text");
            assertThat(genuine).isTrue();
            assertThat(seal.open(seal.renewed(sealed, PLACE), PLACE)).isEqualTo("text");
        } catch (SealBrokenException | IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("text");
        }
        try {
            retry.open(new SealedSecret(envelope), TOKEN, GRANT, 1)
                    .ifPresent(secret -> assertThat(genuine).isTrue());
        } catch (IllegalArgumentException e) {
            assertThat(genuine).isFalse();
        }
    }
}
