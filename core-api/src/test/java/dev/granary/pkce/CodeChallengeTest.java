package dev.granary.pkce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeChallengeTest {

    private static final CodeVerifier VERIFIER = new CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    private static final CodeChallenge CHALLENGE = new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    @Test
    void theVectorOfRfc7636AppendixBHolds() {
        assertThat(CodeChallenge.of(VERIFIER)).isEqualTo(CHALLENGE);
        assertThat(CHALLENGE.isAnsweredBy(VERIFIER)).isTrue();
    }

    @Test
    void anotherVerifierDoesNotAnswer() {
        assertThat(CHALLENGE.isAnsweredBy(new CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")))
                .isFalse();
    }

    @Test
    void theChallengeItselfDoesNotAnswer() {
        assertThat(CHALLENGE.isAnsweredBy(new CodeVerifier(CHALLENGE.value()))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"
            })
    void aChallengeOfAnotherFormIsRefused(String value) {
        assertThatThrownBy(() -> new CodeChallenge(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("code_challenge: ");
    }

    @Test
    void aVerifierHas43To128Characters() {
        assertThat(new CodeVerifier("~".repeat(43)).value()).hasSize(43);
        assertThat(new CodeVerifier(".".repeat(128)).value()).hasSize(128);
        assertRefused("a".repeat(42));
        assertRefused("a".repeat(129));
        assertRefused("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "/", "=", " ", "é", "\n", "\u0000", "Ａ"})
    void aVerifierIsUnreserved(String strange) {
        assertRefused("a".repeat(43) + strange);
        assertRefused(strange + "a".repeat(43));
    }

    @Test
    void aVerifierNeverShows() {
        assertThat(VERIFIER).hasToString("CodeVerifier[…]");
    }

    private static void assertRefused(String value) {
        assertThatThrownBy(() -> new CodeVerifier(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("code_verifier: expected 43 to 128 characters of A-Z, a-z, 0-9, '-', '.', '_' and '~'");
    }
}
