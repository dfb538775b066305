package dev.granary.domain.seal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.fixture.MapStorage;
import dev.granary.domain.realm.Realm;
import dev.granary.record.Namespace;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckValueTest {

    private final SecureRandom random = new SecureRandom();
    private final MapStorage storage = new MapStorage();

    @Test
    void theRingThatSealedItOpensIt() {
        KeyRing ring = ring("firstkey");
        check(ring).require();
        assertThatCode(() -> check(ring).require()).doesNotThrowAnyException();
    }

    @Test
    void anotherRingIsRefused() {
        check(ring("firstkey")).require();
        assertThatThrownBy(() -> check(ring("otherkey")).require()).isInstanceOf(KeyRingException.class);
    }

    @Test
    void anotherKeyOfTheSameIdIsRefused() {
        check(ring("firstkey")).require();
        assertThatThrownBy(() -> check(ring("firstkey")).require()).isInstanceOf(KeyRingException.class);
    }

    @Test
    void aLostReplyDoesNotMatter() {
        storage.loseReplies(1);
        assertThatCode(() -> check(ring("firstkey")).require()).doesNotThrowAnyException();
    }

    private CheckValue check(KeyRing ring) {
        Realm realm = new Realm(storage.in(Namespace.DEFAULT), Clock.systemUTC(), random, Duration.ZERO, event -> {});
        return new CheckValue(realm, new Seal(ring, random));
    }

    private KeyRing ring(String id) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new KeyRing(new SealingKey(id, bytes), List.of());
    }
}
