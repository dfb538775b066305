package dev.granary.http.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.http.exchange.Request;
import dev.granary.http.exchange.RequestLimits;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginCookieTest {

    private final LoginCookie cookie =
            new LoginCookie(URI.create("https://auth.example.com"), Duration.ofMinutes(10), new SecureRandom());

    private static Request with(String name, String value) {
        return new Request(
                "GET", "/", Optional.empty(), Map.of(), Map.of(name, value), "", "caller", RequestLimits.DEFAULT);
    }

    @Test
    void onHttpsNobodyElseCanSetIt() {
        String secret = cookie.secretFor(with("other", "value"));
        assertThat(cookie.setting(secret))
                .isEqualTo("__Host-granary-login=" + secret + "; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure");
        assertThat(cookie.secretFor(with("granary-login", secret))).isNotEqualTo(secret);
        assertThat(cookie.secretFor(with("__Host-granary-login", secret))).isEqualTo(secret);
    }

    @Test
    void whatIsNoSecretOfOursCountsAsNone() {
        assertThat(cookie.secretOf(with("__Host-granary-login", "short"))).isEmpty();
        assertThat(cookie.secretOf(with("__Host-granary-login", "x".repeat(43))))
                .isPresent();
        assertThat(cookie.secretOf(with("__Host-granary-login", "x".repeat(42) + ";")))
                .isEmpty();
    }

    @Test
    void quotesInAHeaderFieldDoNotCount() {
        String secret = "x".repeat(43);
        assertThat(cookie.secretIn(Optional.of("$Version=\"1\"; __Host-granary-login=\"" + secret + "\";$Path=\"/\"")))
                .isEqualTo(secret);
        assertThat(cookie.secretIn(Optional.of("a=b; __Host-granary-login=" + secret)))
                .isEqualTo(secret);
    }
}
