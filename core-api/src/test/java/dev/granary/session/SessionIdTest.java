package dev.granary.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

    @Test
    void oneMadeHereHas256Bits() {
        Random random = new Random(1);
        SessionId first = SessionId.random(random);

        assertThat(Base64.getUrlDecoder().decode(first.value())).hasSize(32);
        assertThat(SessionId.random(random)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zm9vYmFyLWJhei1xdXV4LX", // 22 of base64url
                "0123456789abcdef0123456789abcdef",
                "0123456789ABCDEF0123456789ABCDEF",
                "abcdefghijklmnopqrstuv0123", // 26 of base32
                "123456789012345678901234567890123456789", // 39 digits
                "Zm9vYmFyLWJhei1xdXV4LX:%/é"
            })
    void oneThatCanHold128BitsIsTaken(String value) {
        assertThat(new SessionId(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "Zm9vYmFyLWJhei1xdXV4L", // 21 of base64url
                "0123456789abcdef0123456789abcde",
                "abcdefghijklmnopqrstuv012", // 25 of base32
                "12345678901234567890123456789012345678", // 38 digits
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefgabcdefgabcdefgabcdefgabcdefgabcdefg"
            })
    void oneThatCannotHold128BitsIsRefused(String value) {
        assertThatThrownBy(() -> new SessionId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("session id: expected 128 random bits or more");
    }

    @Test
    void aUuidIsTaken() {
        String uuid = new UUID(0x0123456789abcdefL, 0x8edcba9876543210L).toString();

        assertThat(new SessionId(uuid).value()).isEqualTo(uuid);
    }

    @Test
    void lengthIsBounded() {
        String longest = "0123456789abcdef".repeat(32);

        assertThat(new SessionId(longest).value()).hasSize(512);
        assertThatThrownBy(() -> new SessionId(longest + "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionId("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itNeverShows() {
        assertThat(SessionId.random(new Random(1))).hasToString("SessionId[…]");
        assertThatThrownBy(() -> new SessionId("hunter2")).message().doesNotContain("hunter2");
    }
}
