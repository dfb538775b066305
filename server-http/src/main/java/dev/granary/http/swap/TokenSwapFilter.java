package dev.granary.http.swap;

import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.UpstreamAccess;
import dev.granary.domain.upstream.UpstreamCredential;
import dev.granary.http.swap.SwapSettings.Anonymous;
import dev.granary.record.StorageException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests with one of our access tokens (RFC 6750) pass, with the upstream's token of the same login in its stead.
 * The token must be live and meant for the resource behind the filter. Whatever else comes is answered here: with 401
 * and {@code invalid_token} where a login may help, with 503 where another try may.
 *
 * <p>When what is behind answers 401 to an upstream's token, that token is refreshed before it is put in again. To be
 * mounted for requests only, not for forwards and includes. Safe for threads.
 */
public final class TokenSwapFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "Bearer ";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final transient Logger log = LoggerFactory.getLogger(TokenSwapFilter.class);
    private final transient UpstreamAccess access;
    private final transient SwapSettings settings;

    /** Swaps as told. A server's access is {@link dev.granary.http.AuthServer#upstreamAccess()}. */
    public TokenSwapFilter(UpstreamAccess access, SwapSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<String> credentials = Collections.list(request.getHeaders(SwappedRequest.AUTHORIZATION));
        if (credentials.size() > 1) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "Bearer error=\"invalid_request\"");
            return;
        }
        Optional<String> token = credentials.stream()
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).trim())
                .findFirst();
        if (token.isPresent()) {
            swap(new Exchange(request, response, chain), token.get());
        } else if (settings.anonymous() == Anonymous.PASSED) {
            chain.doFilter(anonymous(request), response);
        } else {
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Bearer");
        }
    }

    /** A field that only we fill must not come from somebody else; in Authorization anybody may say who they are. */
    private HttpServletRequest anonymous(HttpServletRequest request) {
        return settings.header().equalsIgnoreCase(SwappedRequest.AUTHORIZATION)
                ? request
                : SwappedRequest.without(request, settings.header());
    }

    /** A request on its way. */
    private record Exchange(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {}

    private void swap(Exchange exchange, String token) throws IOException, ServletException {
        Verdict verdict = verdict(token);
        if (verdict.credential().isPresent()) {
            pass(exchange, token, verdict.credential().get());
        } else if (verdict.later()) {
            exchange.response().setHeader("Retry-After", RETRY_AFTER_SECONDS);
            exchange.response().setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            refuse(exchange.response(), HttpServletResponse.SC_UNAUTHORIZED, "Bearer error=\"invalid_token\"");
        }
    }

    /** What to put in; if nothing, whether there may be something later. */
    private record Verdict(Optional<UpstreamCredential> credential, boolean later) {

        static final Verdict REFUSED = new Verdict(Optional.empty(), false);
        static final Verdict LATER = new Verdict(Optional.empty(), true);
    }

    private Verdict verdict(String token) {
        try {
            return access.forToken(token, settings.resource(), settings.provider())
                    .match(new CredentialOutcome.Cases<>(
                            valid -> new Verdict(Optional.of(valid.credential()), false),
                            reason -> Verdict.REFUSED,
                            fault -> Verdict.LATER,
                            () -> Verdict.REFUSED,
                            () -> Verdict.REFUSED));
        } catch (StorageException e) {
            log.error("no upstream token: the storage failed", e);
            return Verdict.LATER;
        }
    }

    private void pass(Exchange exchange, String token, UpstreamCredential credential)
            throws IOException, ServletException {
        HttpServletRequest request = exchange.request();
        HttpServletResponse response = exchange.response();
        Runnable look = () -> lookAt(response, token, credential);
        exchange.chain().doFilter(SwappedRequest.with(request, settings.header(), credential.accessToken()), response);
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new Completion(look));
        } else {
            look.run();
        }
    }

    /** The answer is the backend's, and has left perhaps; that it could not be noted changes nothing about it. */
    private void lookAt(HttpServletResponse response, String token, UpstreamCredential credential) {
        if (response.getStatus() != HttpServletResponse.SC_UNAUTHORIZED) {
            return;
        }
        try {
            access.rejected(token, settings.resource(), settings.provider(), credential.accessToken());
        } catch (StorageException e) {
            log.error("that a backend refused an upstream's token could not be noted", e);
        }
    }

    private static void refuse(HttpServletResponse response, int status, String challenge) {
        response.setHeader("WWW-Authenticate", challenge);
        response.setStatus(status);
    }
}
