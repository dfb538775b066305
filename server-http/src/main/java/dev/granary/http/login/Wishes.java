package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCError;
import dev.granary.authorization.Prompting;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.upstream.Arrival;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client wishes of the login itself. We keep nobody logged in, so it is the first upstream that can grant it: it is
 * asked, and its answer is held to it. Consent is asked for here, and no upstream's affair.
 */
record Wishes(Prompting prompting) {

    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** The upstream's address with these wishes. */
    URI in(URI location) {
        Map<String, List<String>> wishes = new LinkedHashMap<>();
        List<String> prompts = prompting.prompts().stream()
                .filter(prompt -> !prompt.equals("consent"))
                .toList();
        if (!prompts.isEmpty()) {
            wishes.put("prompt", List.of(String.join(" ", prompts)));
        }
        prompting.maxAge().ifPresent(seconds -> wishes.put("max_age", List.of(seconds.toString())));
        return wishes.isEmpty() ? location : URI.create(location + "&" + URLUtils.serializeParameters(wishes));
    }

    /** Whether the user is to log in or to choose an account, whatever they did before. */
    boolean forNewLogin() {
        return prompting.prompts().contains("login") || prompting.prompts().contains("select_account");
    }

    /** @throws RefusedException if the client set an age and the user's authentication is older, or nobody says how old */
    void requireFresh(Arrival arrival, Instant begunAt) {
        boolean fresh = prompting.maxAge().isEmpty()
                || arrival.authenticatedAt()
                        .filter(at -> !at.plusSeconds(prompting.maxAge().get())
                                .plus(LEEWAY)
                                .isBefore(begunAt))
                        .isPresent();
        if (!fresh) {
            throw RefusedException.of(
                    OIDCError.LOGIN_REQUIRED,
                    "the identity provider does not say that the login is as fresh as max_age");
        }
    }
}
