package dev.granary.http.outcome;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.domain.token.Refusal;
import dev.granary.http.trust.IssuerUnavailableException;
import dev.granary.http.upstream.UpstreamException;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageUnavailableException;
import java.time.Duration;

/**
 * The table from outcomes and failures to OAuth errors and HTTP statuses (RFC 6749 section 5.2, RFC 8707 section 2).
 *
 * <table>
 * <caption>What is told</caption>
 * <tr><th>what</th><th>error</th><th>status</th></tr>
 * <tr><td>a scope that was not granted</td><td>invalid_scope</td><td>400</td></tr>
 * <tr><td>a resource that was not granted</td><td>invalid_target</td><td>400</td></tr>
 * <tr><td>every other refusal</td><td>invalid_grant</td><td>400</td></tr>
 * <tr><td>superseded</td><td>temporarily_unavailable</td><td>503</td></tr>
 * <tr><td>storage unavailable, outcome unknown, at capacity</td><td>temporarily_unavailable</td><td>503</td></tr>
 * <tr><td>an upstream that does not answer</td><td>temporarily_unavailable</td><td>503</td></tr>
 * <tr><td>a trusted issuer whose keys are not to be had</td><td>temporarily_unavailable</td><td>503</td></tr>
 * <tr><td>an upstream that refuses, or whose answer is not acceptable</td><td>server_error</td><td>500</td></tr>
 * <tr><td>anything else</td><td>server_error</td><td>500</td></tr>
 * </table>
 */
public final class Outcomes {

    private static final int UNAVAILABLE = 503;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(60);

    private Outcomes() {}

    /** What a refusal of the domain's is. All that must look alike are the very same. */
    public static Problem of(Refusal why) {
        return Problem.ofClient(
                switch (why) {
                    case SCOPE -> OAuth2Error.INVALID_SCOPE.setDescription("the scope was not granted");
                    case RESOURCE -> OAuth2Error.INVALID_TARGET.setDescription("the resource was not granted");
                    case UNKNOWN,
                            EXPIRED,
                            REVOKED,
                            STALE,
                            REPLAYED,
                            FENCED,
                            CLIENT,
                            SENDER_KEY,
                            REDIRECT_URI,
                            VERIFIER -> OAuth2Error.INVALID_GRANT.setDescription("the grant is not valid");
                });
    }

    /** What a token request is refused with that shows nothing which could be looked up: as if it had been. */
    public static RefusedException invalidGrant() {
        return new RefusedException(of(Refusal.UNKNOWN).error());
    }

    /** What a write is that took effect while somebody has gone on since. */
    public static Problem superseded() {
        return Problem.ofSurroundings(unavailable("the request met another one"), SOON);
    }

    /** What a registration is that finds no place (RFC 7591 knows no error for it). */
    public static Problem atCapacity(Duration retryAfter) {
        return Problem.ofSurroundings(unavailable("there are as many clients as may be"), retryAfter);
    }

    /** What a failure is. */
    public static Problem of(RuntimeException failure) {
        if (failure instanceof RefusedException refused) {
            return refused.problem();
        }
        if (failure instanceof CapacityExceededException) {
            return Problem.ofSurroundings(unavailable("the server is at capacity"), LATER);
        }
        if (failure instanceof StorageUnavailableException || failure instanceof OutcomeUnknownException) {
            return Problem.ofSurroundings(unavailable("the storage does not answer"), SOON);
        }
        if (failure instanceof IssuerUnavailableException) {
            return Problem.ofSurroundings(unavailable("the token's issuer does not answer"), LATER);
        }
        if (failure instanceof UpstreamException upstream) {
            return Problem.ofSurroundings(
                    upstream.isUnreachable()
                            ? unavailable("the identity provider does not answer")
                            : OAuth2Error.SERVER_ERROR.setDescription("the identity provider refused"),
                    LATER);
        }
        return Problem.ofServer(OAuth2Error.SERVER_ERROR.setDescription("something went wrong here"));
    }

    private static ErrorObject unavailable(String description) {
        return OAuth2Error.TEMPORARILY_UNAVAILABLE.setDescription(description).setHTTPStatusCode(UNAVAILABLE);
    }
}
