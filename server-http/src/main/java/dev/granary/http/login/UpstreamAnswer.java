package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.upstream.Upstream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an upstream sent back with the browser. */
final class UpstreamAnswer {

    private static final int LONGEST = 200;

    /** Longer than a word or a number of an error; a long word of small letters is an error's name. */
    private static final Pattern PERHAPS_A_TOKEN =
            Pattern.compile("(?![a-z_]{1,40}(?![A-Za-z0-9._~+/=-]))[A-Za-z0-9._~+/=-]{20,}");

    private final Logger log = LoggerFactory.getLogger(UpstreamAnswer.class);
    private final Upstream upstream;
    private final Parameters parameters;

    UpstreamAnswer(Upstream upstream, Parameters parameters) {
        this.upstream = upstream;
        this.parameters = parameters;
    }

    /**
     * Requires that the answer is this upstream's (RFC 9207 section 2.4).
     *
     * @throws RefusedException with {@code access_denied}
     */
    void requireGenuine(Optional<String> expectedIssuer) {
        Optional<String> issuer = parameters.first("iss");
        boolean fits = issuer.map(upstream::isNamed).orElse(expectedIssuer.isEmpty());
        if (!fits) {
            log.warn(
                    "upstream {}: an answer names another issuer, or none",
                    upstream.name().value());
            throw denied("the answer is not the identity provider's");
        }
    }

    /**
     * Requires that it is no error.
     *
     * @throws RefusedException with {@code access_denied}; what the upstream said is logged and goes nowhere else
     */
    void requireSuccess() {
        if (isError()) {
            throw denied("the identity provider did not complete the login");
        }
    }

    /** Whether it is an error, which is logged. */
    boolean isError() {
        boolean error = parameters.first("error").isPresent();
        if (error) {
            log.info(
                    "upstream {}: answered with error {} ({})",
                    upstream.name().value(),
                    printable(parameters.first("error")),
                    printable(parameters.first("error_description")));
        }
        return error;
    }

    private static RefusedException denied(String why) {
        return RefusedException.of(OAuth2Error.ACCESS_DENIED, why);
    }

    /** Printable ASCII only, not much of it and no token: whoever can send a browser here can write it. */
    private static String printable(Optional<String> text) {
        String ascii = text.orElse("-").replaceAll("[^\\x20-\\x7e]", "?");
        String shown = PERHAPS_A_TOKEN.matcher(ascii).replaceAll("[hidden]");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
