package dev.granary.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimesTest {

    private static Lifetimes lifetimes(String field, Duration value) {
        Lifetimes usual = Lifetimes.DEFAULT;
        return switch (field) {
            case "code" -> new Lifetimes(value, usual.accessToken(), usual.refreshIdle(), usual.grant());
            case "access token" -> new Lifetimes(usual.code(), value, usual.refreshIdle(), usual.grant());
            case "refresh idle" -> new Lifetimes(usual.code(), usual.accessToken(), value, Duration.ofDays(366));
            default -> new Lifetimes(usual.code(), usual.accessToken(), usual.refreshIdle(), value);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "code, PT30S, PT10M",
        "access token, PT1M, PT24H",
        "refresh idle, PT1H, P365D",
        "grant, P30D, P3650D",
    })
    void aLifetimeMayBeAnyBetweenItsBounds(String field, Duration least, Duration most) {
        assertThat(lifetimes(field, least)).isNotEqualTo(lifetimes(field, most));
    }

    @ParameterizedTest
    @CsvSource({
        "code, PT29S",
        "code, PT10M1S",
        "access token, PT59S",
        "access token, PT24H1S",
        "refresh idle, PT59M59S",
        "refresh idle, P366D",
        "grant, P29D",
    })
    void whatIsOutOfThemIsRefusedByItsName(String field, Duration value) {
        assertThatThrownBy(() -> lifetimes(field, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + " lifetime");
    }
}
