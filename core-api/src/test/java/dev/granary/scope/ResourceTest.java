package dev.granary.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
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

    /** Most resources are taken without the parser, so what it says is asked beside. */
    @Test
    void whatIsTakenIsWhatTheParserTakes() {
        Random random = new Random(7);
        Map<Boolean, Integer> seen = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String text = "https://" + text(random);
            boolean isTaken = isTaken(text);
            assertThat(isTaken).as(text).isEqualTo(isHttpsWithHost(text));
            seen.merge(isTaken, 1, Integer::sum);
        }
        assertThat(seen.get(true)).isGreaterThan(10_000);
        assertThat(seen.get(false)).isGreaterThan(10_000);
    }

    private static String text(Random random) {
        String often = "aabzAZ09..--//";
        String all = often + "_~:@%#?[]+é \\\u0000\u007f";
        String alphabet = random.nextBoolean() ? often : all;
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static boolean isTaken(String text) {
        try {
            return new Resource(text).uri().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHttpsWithHost(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
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
