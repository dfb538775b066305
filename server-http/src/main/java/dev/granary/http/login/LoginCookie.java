package dev.granary.http.login;

import dev.granary.http.exchange.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cookie that binds logins to the browser that began them: 256 random bits, of which we keep a hash with each login.
 * A browser that has one keeps it, so that two tabs can log in at once.
 */
public final class LoginCookie {

    private static final int BYTES = 32;

    private final RandomGenerator random;
    private final String name;
    private final String attributes;
    private final Pattern inHeader;

    /**
     * Makes cookies for the address at which browsers log in. On https no other host and no plain-text answer can set them.
     *
     * @param life how long a login may take
     */
    public LoginCookie(URI front, Duration life, RandomGenerator random) {
        boolean secure = "https".equalsIgnoreCase(front.getScheme());
        this.random = random;
        this.name = secure ? "__Host-granary-login" : "granary-login";
        this.inHeader = Pattern.compile("(?:^|;)\\s*" + name + "=\"?([A-Za-z0-9_-]{43})\"?\\s*(?:;|$)");
        this.attributes =
                "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** The secret of the browser that sent this request. */
    public Optional<String> secretOf(Request request) {
        return Optional.ofNullable(request.cookies().get(name)).filter(value -> value.matches("[A-Za-z0-9_-]{43}"));
    }

    /** The secret in this {@code Cookie} header field, or a new one. */
    String secretIn(Optional<String> cookies) {
        return cookies.map(inHeader::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElseGet(this::fresh);
    }

    /** The secret of the browser that sent this request, or a new one. */
    public String secretFor(Request request) {
        return secretOf(request).orElseGet(this::fresh);
    }

    /** The {@code Set-Cookie} field that makes a browser keep this secret. */
    public String setting(String secret) {
        return name + "=" + secret + attributes;
    }

    private String fresh() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
