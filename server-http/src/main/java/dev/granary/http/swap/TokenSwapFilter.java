package dev.granary.http.swap;

import dev.granary.domain.audit.Correlation;
import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.UpstreamAccess;
import dev.granary.http.exchange.RequestId;
import dev.granary.http.exchange.RequestListener;
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
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests with one of our access tokens (RFC 6750) pass, with the upstream's token of the same login in its stead.
 * The token must be live and meant for the resource behind the filter. Whatever else comes is answered here: with 401
 * and {@code invalid_token} where a login may help, with 503 where another try may.
 *
 * <p>Each request has its {@link RequestId}, in the MDC as long as it is here and behind, and in the answer. The listener
 * is told of each under {@value #ENDPOINT} before it goes on, with the status of our answer, or 200 if it goes on: how long
 * that takes and how it ends behind the filter is not ours.
 *
 * <p>When what is behind answers 401 to an upstream's token, that token is refreshed before it is put in again. To be
 * mounted for requests only, not for forwards and includes. Safe for threads.
 */
public final class TokenSwapFilter extends HttpFilter {

    /** What listeners know its requests by. */
    public static final String ENDPOINT = "swap";

    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "Bearer ";

    private final transient Logger log = LoggerFactory.getLogger(TokenSwapFilter.class);
    private final transient UpstreamAccess access;
    private final transient SwapSettings settings;
    private final transient RequestListener listener;
    private final transient RandomGenerator random;

    /**
     * Swaps as told. A server has its own: {@link dev.granary.http.AuthServer#tokenSwapFilter}.
     *
     * @param listener is told of requests
     * @param random what the ids of requests are made of
     */
    public TokenSwapFilter(
            UpstreamAccess access, SwapSettings settings, RequestListener listener, RandomGenerator random) {
        this.access = access;
        this.settings = settings;
        this.listener = listener;
        this.random = random;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestId id = RequestId.of(request, random);
        response.setHeader(RequestId.HEADER, id.value());
        Correlation.Scope correlation = Correlation.enter(id.value());
        try {
            attend(new Exchange(request, response, chain, id));
        } finally {
            correlation.close();
        }
    }

    /** A request on its way. */
    private record Exchange(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, RequestId id) {}

    private void attend(Exchange exchange) throws IOException, ServletException {
        Verdict verdict = told(exchange.request());
        if (verdict instanceof Verdict.Swapped swapped) {
            pass(exchange, swapped);
        } else if (verdict instanceof Verdict.Refused refused) {
            exchange.response().setHeader(refused.header(), refused.value());
            exchange.response().setStatus(refused.status());
        } else {
            exchange.chain().doFilter(anonymous(exchange.request()), exchange.response());
        }
    }

    private Verdict told(HttpServletRequest request) {
        RequestListener.Served served = listener.begin();
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            Verdict verdict = verdict(request);
            status = verdict.status();
            return verdict;
        } finally {
            served.end(ENDPOINT, status);
        }
    }

    private Verdict verdict(HttpServletRequest request) {
        List<String> credentials = Collections.list(request.getHeaders(SwappedRequest.AUTHORIZATION));
        if (credentials.size() > 1) {
            return Verdict.AMBIGUOUS;
        }
        return credentials.stream()
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).trim())
                .findFirst()
                .map(this::verdict)
                .orElse(settings.anonymous() == Anonymous.PASSED ? Verdict.UNCHANGED : Verdict.WITHOUT_TOKEN);
    }

    private Verdict verdict(String token) {
        try {
            return access.forToken(token, settings.resource(), settings.provider())
                    .match(new CredentialOutcome.Cases<>(
                            valid -> new Verdict.Swapped(token, valid.credential()),
                            reason -> Verdict.NOT_LIVE,
                            fault -> Verdict.LATER,
                            () -> Verdict.NOT_LIVE,
                            () -> Verdict.NOT_LIVE));
        } catch (StorageException e) {
            log.error("no upstream token: the storage failed", e);
            return Verdict.LATER;
        }
    }

    /** A field that only we fill must not come from somebody else; in Authorization anybody may say who they are. */
    private HttpServletRequest anonymous(HttpServletRequest request) {
        return settings.header().equalsIgnoreCase(SwappedRequest.AUTHORIZATION)
                ? request
                : SwappedRequest.without(request, settings.header());
    }

    private void pass(Exchange exchange, Verdict.Swapped swapped) throws IOException, ServletException {
        HttpServletRequest request = exchange.request();
        HttpServletResponse response = exchange.response();
        String upstreamToken = swapped.credential().accessToken();
        exchange.chain().doFilter(SwappedRequest.with(request, settings.header(), upstreamToken), response);
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new Completion(() -> lookLater(exchange, swapped)));
        } else {
            lookAt(response, swapped);
        }
    }

    /** On whatever thread completes the request. */
    private void lookLater(Exchange exchange, Verdict.Swapped swapped) {
        Correlation.Scope correlation = Correlation.enter(exchange.id().value());
        try {
            lookAt(exchange.response(), swapped);
        } finally {
            correlation.close();
        }
    }

    /** The answer is the backend's, and has left perhaps; that it could not be noted changes nothing about it. */
    private void lookAt(HttpServletResponse response, Verdict.Swapped swapped) {
        if (response.getStatus() != HttpServletResponse.SC_UNAUTHORIZED) {
            return;
        }
        try {
            access.rejected(
                    swapped.token(),
                    settings.resource(),
                    settings.provider(),
                    swapped.credential().accessToken());
        } catch (StorageException e) {
            log.error("that a backend refused an upstream's token could not be noted", e);
        }
    }
}
