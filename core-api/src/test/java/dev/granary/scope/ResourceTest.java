package dev.granary.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com/a?b=c",
                "http://localhost:8080/",
                "HTTPS://api.example.com/",
                "https://[::1]:8443/"
            })
    void anAbsoluteUriIsTakenAsItIs(String uri) {
        assertThat(new Resource(uri).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "/a",
                "//api.example.com/",
                "https:",
                "https:///a",
                "https://api.example.com/#",
                "https://api.example.com/#a",
                "urn:example:a",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://api.example.com/ a",
                "https://api.example.com/%zz"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new Resource(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("resource: ");
    }

    @Test
    void lengthIsBounded() {
        String base = "https://api.example.com/";
        String longest = base + "a".repeat(2048 - base.length());

        assertThat(new Resource(longest).uri()).hasSize(2048);
        assertThatThrownBy(() -> new Resource(longest + "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spellingsAreComparedLetterByLetter() {
        Resource plain = new Resource("https://api.example.com");
        Resource slash = new Resource("https://api.example.com/");

        assertThat(plain).isNotEqualTo(slash).isLessThan(slash);
        assertThat(plain).isEqualByComparingTo(new Resource("https://api.example.com"));
    }
}
