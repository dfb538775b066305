package dev.granary.http.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggableUrisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:secret@id.example.com/a?token=secret#secret|https://id.example.com/a",
                "HTTPS://id.example.com/a?secret|HTTPS://id.example.com/a",
                "redis://:secret@cache:6379/0|redis://cache:6379/0",
                "rediss://u:p@ss@cache:6379|rediss://cache:6379",
                "failed (https://id.example.com/a?secret).|failed (https://id.example.com/a).",
                "two: http://a.example/?x=secret, http://b.example/#secret!|two: http://a.example/, http://b.example/!",
                "https://id.example.com/a@b|https://id.example.com/a@b",
                "no url at all|no url at all",
            })
    void aTextKeepsNoSecretOfItsUrls(String text, String expected) {
        assertThat(LoggableUris.in(text)).isEqualTo(expected);
    }

    @Test
    void whereIsHostAndPathOnly() {
        assertThat(LoggableUris.where(URI.create("https://u:secret@id.example.com/a/b?secret#secret")))
                .isEqualTo("id.example.com/a/b");
    }
}
