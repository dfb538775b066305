package dev.granary.http.login;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.UpstreamLeg;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.upstream.Arrival;
import dev.granary.http.upstream.BroughtCode;
import dev.granary.http.upstream.Upstream;
import dev.granary.http.upstream.UpstreamException;
import dev.granary.http.upstream.Upstreams;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who came back from an upstream, and what it gave. */
final class Arrivals {

    private final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private final Upstreams upstreams;

    Arrivals(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /** What the upstream gave. @throws RuntimeException if it gave nothing, or another answered in its stead */
    Arrival require(Returned returned) {
        UpstreamAnswer answer = genuine(returned);
        answer.requireSuccess();
        return redeem(returned);
    }

    /** The same; empty if the login can go on without this upstream, and has to. */
    Optional<Arrival> find(Returned returned) {
        boolean dispensable =
                returned.login().user().isPresent() && upstream(returned).optional();
        if (!dispensable) {
            return Optional.of(require(returned));
        }
        UpstreamAnswer answer = genuine(returned);
        try {
            return answer.isError() ? Optional.empty() : Optional.of(redeem(returned));
        } catch (UpstreamException e) {
            log.warn("{}; the login goes on without it", e.getMessage());
            return Optional.empty();
        }
    }

    private UpstreamAnswer genuine(Returned returned) {
        UpstreamAnswer answer = new UpstreamAnswer(upstream(returned), returned.answer());
        answer.requireGenuine(returned.login().leg().expectedIssuer());
        return answer;
    }

    private Arrival redeem(Returned returned) {
        UpstreamLeg leg = returned.login().leg();
        return upstream(returned)
                .arrive(new BroughtCode(
                        returned.answer().require("code"), returned.verifier(), leg.nonce(), leg.clientId()));
    }

    private Upstream upstream(Returned returned) {
        PendingAuthorization login = returned.login();
        return upstreams
                .find(login.leg().provider())
                .orElseThrow(() -> RefusedException.of(OAuth2Error.SERVER_ERROR, "the provider is not known any more"));
    }
}
