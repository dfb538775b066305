package dev.granary.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.grant.GrantId;
import dev.granary.grant.SealedSecret;
import dev.granary.key.KeyId;
import dev.granary.record.Namespace;
import dev.granary.seal.Sealed;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private final SecureRandom random = new SecureRandom();
    private final SealingKey first = key("firstkey");
    private final Seal seal = new Seal(new KeyRing(first, List.of()), random);
    private final Position place = place("tenant", "users", "1", "name");

    @Test
    void whatWasSealedOpensInItsPlace() {
        assertThat(seal.open(seal.seal("grüße 🌾", place), place)).isEqualTo("grüße 🌾");
    }

    @Test
    void theSameTextIsNeverSealedTheSameWay() {
        assertThat(seal.seal("text", place)).isNotEqualTo(seal.seal("text", place));
    }

    @Test
    void itOpensNowhereElse() {
        Sealed sealed = seal.seal("text", place);
        for (Position other : List.of(
                place("tenan", "users", "1", "name"),
                place("tenant", "user", "1", "name"),
                place("tenant", "users", "2", "name"),
                place("tenant", "users", "1", "email"))) {
            assertThatThrownBy(() -> seal.open(sealed, other)).isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void anEnvelopeHasOneSpellingOnly() {
        RetrySeal retry = new RetrySeal(new KeyRing(first, List.of()), random);
        GrantId grant = GrantId.random(random);
        String sealed = seal.seal("text", place).envelope();
        String retried = retry.seal("token", grant, 1, new byte[32]).envelope();
        for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".toCharArray()) {
            if (!sealed.endsWith("" + other)) {
                assertThatThrownBy(() -> seal.open(new Sealed(ending(sealed, other)), place))
                        .isInstanceOf(SealBrokenException.class);
            }
            assertThat(retry.open(new SealedSecret(ending(retried, other)), "token", grant, 1)
                            .isPresent())
                    .isEqualTo(retried.endsWith("" + other));
        }
    }

    private static String ending(String envelope, char last) {
        return envelope.substring(0, envelope.length() - 1) + last;
    }

    @Test
    void anOlderKeyOfTheRingStillOpens() {
        Seal rotated = new Seal(new KeyRing(key("otherkey"), List.of(first)), random);
        assertThat(rotated.open(seal.seal("text", place), place)).isEqualTo("text");
        assertThat(rotated.seal("text", place).envelope()).startsWith("g1.otherkey.");
    }

    @Test
    void aKeyThatIsNotInTheRingIsNamedAndSoIsTheRemedy() {
        Seal stranger = new Seal(new KeyRing(key("otherkey"), List.of()), random);
        assertThatThrownBy(() -> stranger.open(seal.seal("text", place), place))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("[otherkey]")
                .hasMessageContaining("add the key file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "g1.firstkey", "g1.firstkey.", "g1.firstkey.!", "g0.firstkey.AAAA", "g1.firstkey.AAAA"})
    void plainTextAndDamageAreRefused(String envelope) {
        assertThatThrownBy(() -> seal.open(new Sealed(envelope), place))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageNotContaining(envelope + " ");
    }

    @Test
    void aFlippedBitIsRefused() {
        String envelope = seal.seal("text", place).envelope();
        for (int i = "g1.firstkey.".length(); i < envelope.length() - 1; i++) {
            char other = envelope.charAt(i) == 'A' ? 'B' : 'A';
            Sealed changed = new Sealed(envelope.substring(0, i) + other + envelope.substring(i + 1));
            assertThatThrownBy(() -> seal.open(changed, place)).isInstanceOf(SealBrokenException.class);
        }
    }

    private SealingKey key(String id) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SealingKey(id, bytes);
    }

    private static Position place(String namespace, String kind, String key, String field) {
        return new Position(new Namespace(namespace), kind, new KeyId(key), field);
    }
}
