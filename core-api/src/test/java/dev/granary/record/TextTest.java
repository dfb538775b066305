package dev.granary.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\n", "é", "\ud83c\udf3e", "a\ud83c\udf3eb", "\uffff", "\u0001", "%{:}"})
    void whatEveryStoreKeepsIsTaken(String value) {
        assertThat(Text.require("field", value, 10)).isSameAs(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000", "a\u0000b", "\ud83c\udf3e\u0000"})
    void nulIsRefused(String value) {
        assertThatThrownBy(() -> Text.require("field", value, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field: NUL at " + value.indexOf(0) + "; remove it");
    }

    @Test
    void anUnpairedSurrogateIsRefused() {
        assertUnpaired("\ud83c", 0);
        assertUnpaired("\udf3e", 0);
        assertUnpaired("a\ud83c", 1);
        assertUnpaired("\ud83ca", 0);
        assertUnpaired("\udf3e\ud83c", 0);
        assertUnpaired("\ud83c\ud83c\udf3e", 0);
        assertUnpaired("\ud83c\udf3e\udf3e", 2);
    }

    @Test
    void lengthIsBoundedAndTheValueNotEchoed() {
        assertThat(Text.require("field", "abc", 3)).isEqualTo("abc");
        assertThatThrownBy(() -> Text.require("field", "hush", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field: expected 1 to 3 characters, got 4");
        assertThatThrownBy(() -> Text.require("field", "", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field: expected 1 to 3 characters, got 0");
    }

    @Test
    void base64UrlIsTaken() {
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        assertThat(Text.requireBase64Url("field", all, 64)).isSameAs(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "abcde", "abc=", "abc+", "abc/", "abc ", "abcé", "abc\u0000", "abc\n", "abＡd"})
    void otherThanBase64UrlIsRefused(String value) {
        assertThatThrownBy(() -> Text.requireBase64Url("field", value, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field: expected 4 characters of base64url");
    }

    private static void assertUnpaired(String value, int at) {
        assertThatThrownBy(() -> Text.require("field", value, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field: unpaired surrogate at " + at + "; send well-formed Unicode");
    }
}
