package dev.granary.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    @Test
    void aParameterIsParsedAndSpelled() {
        Scopes scopes = Scopes.parse("  write read  read openid ");

        assertThat(scopes).isEqualTo(Scopes.of("openid", "read", "write"));
        assertThat(scopes).hasToString("openid read write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   "})
    void aBlankParameterIsNone(String blank) {
        assertThat(Scopes.parse(blank)).isEqualTo(Scopes.NONE).hasToString("");
    }

    @Test
    void aSetContainsItsSubsets() {
        Scopes some = Scopes.of("a", "b");

        assertThat(some.contains(Scopes.NONE)).isTrue();
        assertThat(some.contains(Scopes.of("b"))).isTrue();
        assertThat(some.contains(some)).isTrue();
        assertThat(some.contains(Scopes.of("a", "c"))).isFalse();
        assertThat(Scopes.NONE.contains(some)).isFalse();
    }

    @Test
    void caseIsSignificant() {
        assertThat(Scopes.of("Read").contains("read")).isFalse();
        assertThat(Scopes.of("Read").contains("Read")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "é", "a\tb", "a\nb", "\u007f", "\u0000"})
    void aTokenOfAnotherFormIsRefused(String token) {
        assertThatThrownBy(() -> Scopes.of(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scope: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\nb", "a \" b"})
    void aParameterIsPartedBySpacesOnly(String parameter) {
        assertThatThrownBy(() -> Scopes.parse(parameter)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEdgesOfTheAlphabetAreTaken() {
        assertThat(Scopes.of("!", "#", "[", "]", "~", "https://example.com/a:b").values())
                .hasSize(6);
        assertThat(Scopes.of("x".repeat(512)).values()).hasSize(1);
        assertThatThrownBy(() -> Scopes.of("x".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoChangesTheSetChangesACopy() {
        TreeSet<String> mine = new TreeSet<>(List.of("a"));
        Scopes scopes = new Scopes(mine);
        mine.add("b");

        assertThat(scopes).isEqualTo(Scopes.of("a"));
        assertThatThrownBy(() -> scopes.values().add("c")).isInstanceOf(UnsupportedOperationException.class);
    }
}
