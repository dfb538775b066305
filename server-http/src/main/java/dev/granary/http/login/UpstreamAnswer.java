package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.upstream.Upstream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an upstream sent back with the browser. */
final class UpstreamAnswer {

    private static final int LONGEST = 200;

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

    /** Printable ASCII only, and not much of it: whoever can send a browser here can write it. */
    private static String printable(Optional<String> text) {
        String shown = text.orElse("-").replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
